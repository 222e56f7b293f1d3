import { spawn } from 'node:child_process'

export interface CommandOptions {
  readonly cwd?: string
  /** Added to the demo's own environment. */
  readonly env?: Readonly<Record<string, string>>
  /** Written to standard input. */
  readonly input?: string
}

/** How a program ended. */
export interface CommandResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program of the demo's own side of things (git, go, docker, kubectl) to its end, whatever that is. */
function tryCommand(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd, env: { ...process.env, ...options.env } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', chunk => {
      stdout += chunk
    })
    child.stderr.on('data', chunk => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', code => resolve({ exitCode: code ?? 1, stdout, stderr }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}

/** As `tryCommand`, but a program that fails is an error that shows what it said. Resolves with its standard output. */
export async function command(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await tryCommand(file, args, options)
  if (exitCode === 0) return stdout
  throw new Error(`${file} ${args.join(' ')}: exit code ${exitCode}\n${stdout}${stderr}`)
}
