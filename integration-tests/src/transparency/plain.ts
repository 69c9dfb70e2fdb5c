/** Plain data that says what a value is, so that two values of different clients can be compared and printed. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }
