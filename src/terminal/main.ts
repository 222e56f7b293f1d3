import { randomUUID } from 'node:crypto'
import type { Answer } from '../commands/answer/answer.ts'
import type { DeployPlan } from '../commands/answer/deploy.ts'
import { refusedAnswer } from '../commands/answer/refused.ts'
import type { Ask } from '../commands/ask.ts'
import type { Command } from '../commands/command.ts'
import { readCommand, verbOf } from '../commands/grammar/command-words.ts'
import { renderJson } from '../commands/render/json.ts'
import { renderTerminal } from '../commands/render/terminal.ts'
import { runCommand } from '../commands/run.ts'
import { deployPlanView } from '../commands/view/deploy.ts'
import { helpView } from '../commands/view/help.ts'
import { refusedView } from '../commands/view/refused.ts'
import type { View } from '../commands/view/view.ts'
import { viewOf } from '../commands/view/view-of.ts'
import { messageOf, UserError, withMachineFaults } from '../errors.ts'
import { connectGitHub } from '../github/client.ts'
import { readPolicyText } from '../github/contents.ts'
import { lockRefsOf } from '../github/locks/git-locks.ts'
import { readPlace } from '../github/locks/update-ref.ts'
import { ownerAndName } from '../github/repository.ts'
import type { Logger } from '../log/logger.ts'
import { parsePolicy } from '../policy/policy.ts'
import { spawnExec } from '../process/spawn-exec.ts'
import { BUG_REPORT } from '../text/bug-report.ts'
import { visibleText } from '../text/visible.ts'
import type { Clock } from '../time/clock.ts'
import { systemClock } from '../time/system-clock.ts'
import { type Arguments, readArguments, TERMINAL_OPTIONS } from './arguments.ts'
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts'
import { findPlace, type Surroundings } from './place.ts'
import { type Screen, screenOf } from './screen.ts'
import { findToken } from './token.ts'

/** Where a command runs, and what it writes to. */
export interface Terminal extends Surroundings {
  readonly args: readonly string[]
  readonly clock: Clock
  /** Aborted when the person stops it. */
  readonly signal: AbortSignal
  /** The answer. */
  readonly out: Screen
  /** What went wrong, or goes on. */
  readonly err: Screen
}

/** The entry of the command `commit-train`. */
export async function runCommandLine(): Promise<void> {
  const { argv, env, stdout, stderr } = process
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Who asks a second time does not want to wait.
    process.on(signal, () =>
      stop.signal.aborted ? process.exit(EXIT_CODES.stopped) : stop.abort(new Error('stopped')),
    )
  }
  // A reader that has gone, such as `head`, is no error.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  process.exitCode = await runTerminal({
    ...{ args: argv.slice(2), env, cwd: process.cwd(), exec: spawnExec, clock: systemClock, signal: stop.signal },
    ...{ out: screenOf(stdout, env), err: screenOf(stderr, env) },
  })
  await Promise.all([stdout, stderr].map(stream => new Promise(resolve => stream.write('', resolve))))
  // An idle connection must not keep the command.
  process.exit()
}

/** Runs one command and resolves with the exit code, whatever happens. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  const { out, err, clock, signal } = terminal
  const show = (view: View, screen: Screen) =>
    screen.print(renderTerminal(view, { ...screen, now: clock.now(), program: 'commit-train' }))
  let isJson = terminal.args.includes('--json')
  try {
    const args = readArguments(terminal.args)
    isJson = args.json
    // What is no command is said before anything is looked for.
    const verb = args.help ? 'help' : verbOf(args.words)
    if (verb === 'help') {
      show(helpView(TERMINAL_OPTIONS, EXIT_CODES), out)
      return EXIT_CODES.done
    }
    const works: (() => Promise<void>)[] = []
    const answer = await answered(verb, args, terminal, work => works.push(work))
    if (isJson) out.print(renderJson(answer))
    else show(viewOf(answer), out)
    for (const work of works) await work()
    return EXIT_CODES.done
  } catch (given) {
    if (signal.aborted) {
      err.print('stopped: what was written by then stays as it is, and a deployment that was created goes on')
      return EXIT_CODES.stopped
    }
    const thrown = withMachineFaults(given)
    const refused =
      thrown instanceof UserError
        ? refusedAnswer(thrown)
        : { schema: 1 as const, code: 'bug' as const, text: messageOf(thrown), findings: [] }
    if (isJson) out.print(renderJson(refused))
    else show(refusedView(refused), err)
    if (!(thrown instanceof UserError)) err.print(`${stackOf(thrown)}\n${BUG_REPORT}`)
    return exitCodeOf(thrown)
  }
}

function stackOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return stack.split('\n').map(visibleText).join('\n  ')
}

async function answered(
  verb: Command['verb'],
  args: Arguments,
  terminal: Terminal,
  later: (work: () => Promise<void>) => void,
): Promise<Answer> {
  const { options, repo } = args
  const { clock, env, signal } = terminal
  const place = await findPlace(repo, terminal)
  const token = await findToken(place, terminal)
  const { owner, repo: name, apiUrl } = place
  const own = { owner, repo: name }
  const github = connectGitHub({ token, apiUrl, repository: own, log: logOf(terminal), clock, env, signal })
  const policy = parsePolicy(await readPolicyText(github), { repository: name })
  const { services, locks: kept } = policy
  const written = { verb, words: args.words.slice(1), options }
  const command = readCommand(written, {
    services,
    environments: policy.environments.map(one => one.name),
    locks: kept,
    repository: `${owner}/${name}`,
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
  const onStep = (text: string) => terminal.err.print(visibleText(text))
  const onPlan = async (plan: DeployPlan) => {
    const surface = { ...terminal.err, now: clock.now(), program: 'commit-train' }
    terminal.err.print(renderTerminal(deployPlanView(plan), surface))
  }
  const deploying = { page: `https://${place.host}/${owner}/${name}`, onPlan, onStep, isFollowed: true }
  return runCommand(ask, { ...ports, ...deploying, locks: lockRefsOf(github, own, kept) })
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
