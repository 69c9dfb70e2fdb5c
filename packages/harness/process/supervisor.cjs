/**
 * Runs `command args...` and ends it, with every process of its group, when the parent's end of file descriptor 3 closes:
 * the kernel closes it however the parent dies, SIGKILL included. Writes the command's pid and a line feed to descriptor 3,
 * passes standard streams through, and ends as the command ended (same code or same signal).
 */
const { spawn } = require('node:child_process')
const { Socket } = require('node:net')

const [command, ...args] = process.argv.slice(2)
const parent = new Socket({ fd: 3, readable: true, writable: true })
// A group of its own: the command's signals must not reach its supervisor, SIGSTOP least of all.
const child = spawn(command, args, { stdio: 'inherit', detached: true })

child.on('error', (error) => {
  console.error(`${command} did not start: ${error.message}`)
  process.exit(127)
})
child.on('spawn', () => parent.write(`${child.pid}\n`))
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code)
})

function endChild() {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    process.exit(1)
  }
}

parent.on('end', endChild)
parent.on('error', endChild)
parent.resume()
