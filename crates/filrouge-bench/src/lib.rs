//! What is measured, by `cargo bench` and by the program: see `cases`.

mod carrier;
pub mod cases;
#[path = "../../filrouge/tests/counting_allocator/mod.rs"]
pub mod counting_allocator;
pub mod rounds;
