//! The system's allocator, which measures for the thread that asks.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

struct MeasuringAllocator;

#[global_allocator]
static ALLOCATOR: MeasuringAllocator = MeasuringAllocator;

fn add(bytes: isize) {
    // A thread that ends still frees and allocates.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        MOST.set(MOST.get().max(held.get()));
    });
}

// SAFETY: every call goes on to the system's allocator as it is. A reallocation is the default's, which holds both blocks for a while.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for MeasuringAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size() as isize);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        add(-(layout.size() as isize));
        unsafe { System.dealloc(block, layout) }
    }
}

/// What the work gives, and the most bytes that it held on this thread at one time.
pub fn most_held<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    MOST.set(before);
    let result = work();
    (result, usize::try_from(MOST.get() - before).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_the_most_and_not_the_last() {
        let (kept, most) = most_held(|| {
            drop(Vec::<u8>::with_capacity(1000));
            Vec::<u8>::with_capacity(10)
        });
        assert_eq!((kept.capacity(), most), (10, 1000));
    }
}
