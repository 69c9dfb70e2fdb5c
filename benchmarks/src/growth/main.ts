// A process of its own for one round of growth. Prints it as JSON.
import { measureGrowth } from './measure-growth'

measureGrowth().then(
  (growth) => console.log(JSON.stringify(growth)),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
