import type { Exec } from '../../../src/process/exec.ts'
import { runTerminal } from '../../../src/terminal/main.ts'
import type { Screen } from '../../../src/terminal/screen.ts'
import { connectToDouble } from '../github/double.ts'

const POLICY = 'environments: { staging: , production: }\n'

const screen = (lines: string[]): Screen => ({
  colours: false,
  width: undefined,
  print: text => void lines.push(text),
})

/** The command of people, each with a token of their own, against the double. */
export async function startTerminal(policy = POLICY) {
  const state = { now: Date.UTC(2026, 0, 5, 12), clockOff: 0, onOut: () => {} }
  const { github, repository, call } = await connectToDouble({ now: () => state.now })
  await repository.commit({ message: 'one', files: { '.github/commit-train.yml': policy } })
  for (const login of ['ada', 'bo']) github.addToken(`ghp_${login}`, { name: login, kind: 'user', login })
  const clock = { now: () => state.now + state.clockOff, sleep: () => Promise.resolve() }
  // A job says where the API of its server is.
  const server = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: github.url }
  const stop = new AbortController()
  const programs: Record<string, string> = { git: 'git@github.com:acme/hello.git\n' }
  const exec: Exec = async file => {
    const stdout = programs[file]
    return stdout === undefined ? { exitCode: 1, stdout: '', stderr: 'no' } : { exitCode: 0, stdout, stderr: '' }
  }
  /** One command; `env` beside the address of the double. */
  const run = async (env: Readonly<Record<string, string>>, ...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const print = (text: string) => {
      out.push(text)
      state.onOut()
    }
    const code = await runTerminal({
      ...{ args, cwd: '/', exec, clock, signal: stop.signal, program: 'commit-train', env: { ...server, ...env } },
      ...{ err: screen(err), out: { ...screen(out), print } },
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  const as = (login: string, ...args: string[]) => run({ GH_TOKEN: `ghp_${login}` }, ...args)
  return { github, repository, call, state, programs, run, as, stop }
}
