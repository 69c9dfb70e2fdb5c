import { types } from 'avsc'

// avsc's, which differ in what is added to all kinds of types
export class OwnNull extends types.NullType {}
export class OwnBoolean extends types.BooleanType {}
export class OwnFixed extends types.FixedType {}
export class OwnArray extends types.ArrayType {}
