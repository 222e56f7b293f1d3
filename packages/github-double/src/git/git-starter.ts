import { spawn } from 'node:child_process'
import type { GitRequest, GitResult } from './git-processes.ts'

// The program that `git-processes.ts` starts: it starts one git after the other, as it is asked, and ends with the process
// that asks.
process.on('message', (request: GitRequest) => {
  run(request).then(
    result => answer({ id: request.id, ...result }),
    (thrown: Error) => answer({ id: request.id, exitCode: null, stdout: new Uint8Array(), stderr: thrown.message }),
  )
})
process.on('disconnect', () => process.exit())

function answer(result: GitResult): void {
  if (process.connected) process.send?.(result)
}

function run({ args, cwd, env, input }: GitRequest): Promise<Omit<GitResult, 'id'>> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', exitCode =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    )
    // git may end without reading its input; the exit code is what counts then.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
