/**
 * Options of V8: the new generation at once as large as it may become, and room for all that a worker's life leaves in the old one.
 * Otherwise the heap of a process grows as chance has it: for the same work the old generation was collected 16 times in one and 41 in
 * the next, which is a fifth of the CPU time. Nor is a process that waits for its turn, as no busy service does, to give memory back.
 */
export const STEADY_HEAP = ['--min-semi-space-size=16', '--initial-old-space-size=512', '--no-memory-reducer'] as const
