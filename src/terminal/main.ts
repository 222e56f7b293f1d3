import { randomUUID } from 'node:crypto'
import type { Answer } from '../commands/answer/answer.ts'
import { refusedAnswer } from '../commands/answer/refused.ts'
import type { Ask } from '../commands/ask.ts'
import type { Command } from '../commands/command.ts'
import { readCommand, verbOf } from '../commands/grammar/command-words.ts'
import { renderJson } from '../commands/render/json.ts'
import { renderTerminal } from '../commands/render/terminal.ts'
import { runCommand } from '../commands/run.ts'
import { helpView } from '../commands/view/help.ts'
import { refusedView } from '../commands/view/refused.ts'
import type { View } from '../commands/view/view.ts'
import { viewOf } from '../commands/view/view-of.ts'
import { UserError } from '../errors.ts'
import { connectGitHub } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { lockRefsOf } from '../github/locks/git-locks.ts'
import { readPlace } from '../github/locks/update-ref.ts'
import { ownerAndName } from '../github/repository.ts'
import type { Logger } from '../log/logger.ts'
import { parsePolicy } from '../policy/policy.ts'
import { spawnExec } from '../process/spawn-exec.ts'
import { visibleText } from '../text/visible.ts'
import type { Clock } from '../time/clock.ts'
import { systemClock } from '../time/system-clock.ts'
import { type Arguments, readArguments } from './arguments.ts'
import { findPlace, findToken, type Surroundings } from './place.ts'
import { type Screen, screenOf } from './screen.ts'

/** Where a command runs, and what it writes to. */
export interface Terminal extends Surroundings {
  readonly args: readonly string[]
  readonly clock: Clock
  /** The answer. */
  readonly out: Screen
  /** What went wrong, or goes on. */
  readonly err: Screen
}

/** How the command ends, for scripts. */
const EXIT_CODES = { done: 0, refused: 1, notUnderstood: 2, error: 3 } as const

/** The entry of the command `commit-train`. */
export async function runCommandLine(): Promise<void> {
  const { argv, env, stdout, stderr } = process
  process.exitCode = await runTerminal({
    ...{ args: argv.slice(2), env, cwd: process.cwd(), exec: spawnExec, clock: systemClock },
    ...{ out: screenOf(stdout, env), err: screenOf(stderr, env) },
  })
}

/** Runs one command and resolves with the exit code. What is a bug is thrown. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  const { out, err, clock } = terminal
  const show = (view: View, screen: Screen) =>
    screen.print(renderTerminal(view, { ...screen, now: clock.now(), program: 'commit-train' }))
  let isJson = terminal.args.includes('--json')
  try {
    const args = readArguments(terminal.args)
    isJson = args.json
    // What is no command is said before anything is looked for.
    const verb = args.help ? 'help' : verbOf(args.words)
    if (verb === 'help') {
      show(helpView('terminal'), out)
      return EXIT_CODES.done
    }
    const works: (() => Promise<void>)[] = []
    const answer = await answered(verb, args, terminal, work => works.push(work))
    if (isJson) out.print(renderJson(answer))
    else show(viewOf(answer), out)
    for (const work of works) await work()
    return EXIT_CODES.done
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const refused = refusedAnswer(thrown)
    if (isJson) out.print(renderJson(refused))
    else show(refusedView(refused), err)
    if (thrown.reason === 'command-invalid') return EXIT_CODES.notUnderstood
    return thrown.outcome === 'refused' ? EXIT_CODES.refused : EXIT_CODES.error
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
  const ports = { github, repository, clock, log: logOf(terminal), newClaim: randomUUID, later }
  return runCommand(ask, { ...ports, locks: lockRefsOf(github, own, kept) })
}

/** The answer alone goes to standard output. */
function logOf({ err }: Terminal): Logger {
  const line = (text: string) => err.print(visibleText(text))
  return {
    debug: () => undefined,
    ...{ info: line, notice: line, warning: line, error: line },
    group: (_, work) => work(),
  }
}
