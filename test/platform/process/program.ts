import { spawn } from 'node:child_process'

/**
 * Runs a program of the platform to its end and returns what it printed. Throws with the last lines of its standard error
 * when it fails. `input` goes to its standard input.
 */
export async function program(argv: readonly string[], input = ''): Promise<string> {
  const [file, ...args] = argv
  if (file === undefined) throw new Error('an empty command')
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.stdin.on('error', () => {}) // it may end without reading
    child.on('close', code => {
      if (code === 0) return resolve(Buffer.concat(out).toString())
      const said = Buffer.concat(err).toString().trim().split('\n').slice(-5).join(' | ')
      reject(new Error(`${argv.slice(0, 3).join(' ')} failed (exit code ${code}): ${said}`))
    })
    child.stdin.end(input)
  })
}
