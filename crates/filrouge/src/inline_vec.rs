use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

/// A list whose first `N` items lie in place, so that nothing is allocated for what nearly every record has.
#[derive(Debug, Clone)]
pub(crate) enum InlineVec<T, const N: usize> {
    InPlace { items: [T; N], length: usize },
    OnHeap(Vec<T>),
}

impl<T: Copy + Default, const N: usize> Default for InlineVec<T, N> {
    fn default() -> Self {
        InlineVec::InPlace { items: [T::default(); N], length: 0 }
    }
}

impl<T: Copy + Default, const N: usize> InlineVec<T, N> {
    #[inline]
    pub(crate) fn push(&mut self, item: T) {
        match self {
            InlineVec::InPlace { items, length } if *length < N => {
                items[*length] = item;
                *length += 1;
            }
            _ => self.extend_from_slice(&[item]),
        }
    }

    #[inline]
    pub(crate) fn extend_from_slice(&mut self, more: &[T]) {
        match self {
            InlineVec::InPlace { items, length } => match items.get_mut(*length..*length + more.len()) {
                Some(room) => {
                    room.copy_from_slice(more);
                    *length += more.len();
                }
                None => self.move_to_heap(more),
            },
            InlineVec::OnHeap(items) => items.extend_from_slice(more),
        }
    }

    pub(crate) fn truncate(&mut self, most: usize) {
        match self {
            InlineVec::InPlace { length, .. } => *length = most.min(*length),
            InlineVec::OnHeap(items) => items.truncate(most),
        }
    }

    #[cold]
    fn move_to_heap(&mut self, more: &[T]) {
        *self = InlineVec::OnHeap([&**self, more].concat());
    }
}

impl<T, const N: usize> Deref for InlineVec<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            InlineVec::InPlace { items, length } => &items[..*length],
            InlineVec::OnHeap(items) => items,
        }
    }
}

impl<T, const N: usize> DerefMut for InlineVec<T, N> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            InlineVec::InPlace { items, length } => &mut items[..*length],
            InlineVec::OnHeap(items) => items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_their_order_beyond_the_place() {
        let mut list = InlineVec::<u8, 4>::default();
        list.extend_from_slice(&[1, 2, 3]);
        list.push(4);
        assert!(matches!(list, InlineVec::InPlace { .. }));
        list.truncate(3);
        list.extend_from_slice(&[5, 6]);
        list.push(7);
        assert_eq!(*list, [1, 2, 3, 5, 6, 7]);
        list.truncate(1);
        list.push(8);
        assert_eq!(*list, [1, 8]);
    }
}
