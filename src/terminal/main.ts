import { randomUUID } from 'node:crypto'
import type { Answer } from '../commands/answer/answer.ts'
import type { RefusedAnswer } from '../commands/answer/head.ts'
import type { Ask } from '../commands/ask.ts'
import type { Command } from '../commands/command.ts'
import { readCommand, verbOf } from '../commands/grammar/command-words.ts'
import { helpText, renderText } from '../commands/render-text.ts'
import { runCommand } from '../commands/run.ts'
import { UserError } from '../errors.ts'
import { connectGitHub } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { lockRefsOf } from '../github/locks/git-locks.ts'
import { readPlace } from '../github/locks/update-ref.ts'
import { ownerAndName } from '../github/repository.ts'
import type { Logger } from '../log/logger.ts'
import { parsePolicy } from '../policy/policy.ts'
import { spawnExec } from '../process/spawn-exec.ts'
import type { Clock } from '../time/clock.ts'
import { systemClock } from '../time/system-clock.ts'
import { type Arguments, readArguments } from './arguments.ts'
import { findPlace, findToken, type Surroundings } from './place.ts'

/** Where a command runs, and what it writes to. */
export interface Terminal extends Surroundings {
  readonly args: readonly string[]
  readonly clock: Clock
  /** A line of the answer. */
  readonly out: (line: string) => void
  /** A line about what went wrong, or goes on. */
  readonly err: (line: string) => void
}

/** How the command ends, for scripts. */
const EXIT_CODES = { done: 0, refused: 1, notUnderstood: 2, error: 3 } as const

/** The entry of the command `commit-train`. */
export async function runCommandLine(): Promise<void> {
  const line = (stream: NodeJS.WriteStream) => (text: string) => stream.write(`${text}\n`)
  const { argv, env, stdout, stderr } = process
  process.exitCode = await runTerminal({
    ...{ args: argv.slice(2), env, cwd: process.cwd(), exec: spawnExec, clock: systemClock },
    ...{ out: line(stdout), err: line(stderr) },
  })
}

/** Runs one command and resolves with the exit code. What is a bug is thrown. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  let isJson = terminal.args.includes('--json')
  try {
    const args = readArguments(terminal.args)
    isJson = args.json
    // What is no command is said before anything is looked for.
    const verb = args.help ? 'help' : verbOf(args.words)
    if (verb === 'help') {
      terminal.out(helpText())
      return EXIT_CODES.done
    }
    const works: (() => Promise<void>)[] = []
    const answer = await answered(verb, args, terminal, work => works.push(work))
    terminal.out(isJson ? JSON.stringify(answer) : renderText(answer))
    for (const work of works) await work()
    return EXIT_CODES.done
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const { reason, message, outcome } = thrown
    if (isJson)
      terminal.out(JSON.stringify({ schema: 1, code: reason, text: message, findings: [] } satisfies RefusedAnswer))
    else terminal.err(`commit-train: ${message} (${reason})`)
    if (reason === 'command-invalid') return EXIT_CODES.notUnderstood
    return outcome === 'refused' ? EXIT_CODES.refused : EXIT_CODES.error
  }
}

async function answered(
  verb: Command['verb'],
  args: Arguments,
  terminal: Terminal,
  later: (work: () => Promise<void>) => void,
): Promise<Answer> {
  const { options, repo } = args
  const { clock, env } = terminal
  const place = await findPlace(repo, terminal)
  const token = await findToken(place, terminal)
  const { owner, repo: name, apiUrl } = place
  const own = { owner, repo: name }
  const github = connectGitHub({ token, apiUrl, repository: own, log: logOf(terminal), clock, env })
  const policy = parsePolicy(await readPolicyText(github), { repository: name })
  const { services, locks: kept } = policy
  const written = { verb, words: args.words.slice(1), options }
  const command = readCommand(written, {
    services,
    environments: policy.environments.map(one => one.name),
    locks: kept,
  })
  const repository = kept.repository ?? `${owner}/${name}`
  const { login } = await readPlace(github, ownerAndName(repository))
  const ask: Ask = {
    command,
    ...{ intent: `terminal:${randomUUID()}`, link: '', at: clock.now() },
    door: 'terminal',
    actor: { login, proof: 'token' },
  }
  return runCommand(ask, { locks: lockRefsOf(github, own, kept), repository, clock, newClaim: randomUUID, later })
}

/** The answer alone goes to standard output. */
function logOf({ err }: Terminal): Logger {
  return {
    debug: () => undefined,
    ...{ info: err, notice: err, warning: err, error: err },
    group: (_, work) => work(),
  }
}
