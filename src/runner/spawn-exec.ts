import { spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'
import type { Readable } from 'node:stream'
import type { Exec } from './exec.ts'
import { programOnPath } from './program-path.ts'
import { messageOf, UserError } from './user-error.ts'

/**
 * Child processes by node itself. `getExecOutput` of @actions/exec 3.0.0 does not serve here: a child that ends before
 * it has read its input crashes the whole process (EPIPE on a stream nobody listens to), and a child that is given no
 * input waits for it for ever.
 */
export const spawnExec: Exec = (file, args, options) =>
  new Promise((resolve, reject) => {
    const program = isAbsolute(file) ? file : programOnPath(file, options.env.PATH)
    if (program === undefined) {
      reject(new UserError('program-missing', `${file} is not on the PATH; install it in a step before this one`))
      return
    }
    const child = spawn(program, args, { env: { ...options.env }, ...(options.cwd && { cwd: options.cwd }) })
    const stdout = textOf(child.stdout)
    const stderr = textOf(child.stderr)
    child.on('error', cause => {
      reject(new UserError('program-missing', `${program} cannot be started: ${messageOf(cause)}`, { cause }))
    })
    // No code means that a signal ended it; that is no success either.
    child.on('close', code => resolve({ exitCode: code ?? -1, stdout: stdout(), stderr: stderr() }))
    // A child may end without reading its input. How it ended is what counts then, not the broken pipe.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })

/** Collects a stream; decoded at the end, so that a character that spans two chunks stays whole. */
function textOf(stream: Readable): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}
