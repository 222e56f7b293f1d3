import { randomUUID } from 'node:crypto'
import type { Answer } from '../commands/answer/answer.ts'
import type { DeployPlan } from '../commands/answer/deploy.ts'
import { answerOfThrown } from '../commands/answer/refused.ts'
import { answerCommand } from '../commands/answer-command.ts'
import type { Command } from '../commands/command.ts'
import { commandText } from '../commands/grammar/command-text.ts'
import { verbOf } from '../commands/grammar/command-words.ts'
import { afterAnswer } from '../commands/locks/after-answer.ts'
import { renderJson } from '../commands/render/json.ts'
import { renderTerminal } from '../commands/render/terminal.ts'
import { deployPlanView } from '../commands/view/deploy.ts'
import { helpView } from '../commands/view/help.ts'
import { refusedView } from '../commands/view/refused.ts'
import type { View } from '../commands/view/view.ts'
import { answerView } from '../commands/view/view-of.ts'
import { UserError, withMachineFaults } from '../errors.ts'
import { connectGitHub } from '../github/client.ts'
import type { Logger } from '../log/logger.ts'
import { spawnExec } from '../process/spawn-exec.ts'
import { BUG_REPORT } from '../text/bug-report.ts'
import { visibleText } from '../text/visible.ts'
import type { Instant } from '../time/instant.ts'
import { systemClock } from '../time/system-clock.ts'
import { type Arguments, readArguments, TERMINAL_OPTIONS, TERMINAL_VERBS } from './arguments.ts'
import { EXIT_CODES, exitCodeOf, exitCodeOfAnswer } from './exit-codes.ts'
import { inOptionWords } from './local/option-words.ts'
import { type CommandPlace, findPlace } from './place.ts'
import { screenOf } from './screen.ts'
import type { Terminal } from './terminal.ts'
import { findToken } from './token.ts'

/** By which ages are shown. */
interface ShownTime {
  now: () => Instant
}

const OWN_VERBS = Object.keys(TERMINAL_VERBS) as (keyof typeof TERMINAL_VERBS)[]

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
    ...{ out: screenOf(stdout, env), err: screenOf(stderr, env), program: programOf(argv[1] ?? '') },
  })
  await Promise.all([stdout, stderr].map(stream => new Promise(resolve => stream.write('', resolve))))
  // An idle connection must not keep the command.
  process.exit()
}

/** Runs one command and resolves with the exit code, whatever happens. */
export async function runTerminal(terminal: Terminal): Promise<number> {
  const { out, err, signal } = terminal
  let isJson = terminal.args.includes('--json')
  let isLocal = false
  // Ages are by GitHub's clock once it has answered: that of a laptop may be hours off.
  const time: ShownTime = { now: () => terminal.clock.now() }
  try {
    const given = readArguments(terminal.args)
    isLocal = given.isLocal
    isJson = given.json
    // What is no command is said before anything is looked for.
    const verb = given.help ? 'help' : verbOf(given.words, OWN_VERBS)
    if (verb === 'help') {
      show(helpView({ verbs: TERMINAL_VERBS, options: TERMINAL_OPTIONS, exitCodes: EXIT_CODES }), out, {
        ...terminal,
        time,
      })
      return EXIT_CODES.done
    }
    if (verb === 'render' || verb === 'plan') {
      const local = await import('./local/render-and-plan.ts')
      const work = verb === 'render' ? local.renderHere : local.planHere
      await inOptionWords(() => work(given, terminal))
      return EXIT_CODES.done
    }
    const works: (() => Promise<void>)[] = []
    const answering = () => answered(verb, given, terminal, { time, later: work => works.push(work) })
    const answer = await (isLocal ? inOptionWords(answering) : answering())
    if (isJson) out.print(renderJson(answer))
    else show(answerView(answer), out, { ...terminal, time })
    await afterAnswer(works, { log: logOf(terminal), isStopped: () => signal.aborted })
    // What was carried out here has ended as stopped, and that is the answer.
    if (isLocal && answer.code === 'deploy-cancelled') return EXIT_CODES.stopped
    return exitCodeOfAnswer(answer, given.watch || isLocal)
  } catch (given) {
    if (signal.aborted) {
      const goesOn = isLocal ? '' : ', and a deployment that was created goes on'
      err.print(`stopped: what was written by then stays as it is${goesOn}`)
      return EXIT_CODES.stopped
    }
    const thrown = withMachineFaults(given)
    const refused = answerOfThrown(thrown)
    if (isJson) out.print(renderJson(refused))
    else show(refusedView(refused), err, { ...terminal, time })
    if (!(thrown instanceof UserError)) err.print(`${stackOf(thrown)}\n${BUG_REPORT}`)
    return exitCodeOf(thrown)
  }
}

/** `commit-train` where it is installed; else how a file of Node.js is started. */
function programOf(file: string): string {
  return /\.js$/.test(file) ? `node ${commandText([file])}` : 'commit-train'
}

function stackOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return stack.split('\n').map(visibleText).join('\n  ')
}

async function answered(
  verb: Command['verb'],
  args: Arguments,
  terminal: Terminal,
  { time, later }: { readonly time: ShownTime; readonly later: (work: () => Promise<void>) => void },
): Promise<Answer> {
  const { options, repo } = args
  const { clock, env, signal } = terminal
  const place = await findPlace(repo, terminal)
  const token = await findToken(place, terminal)
  const { owner, repo: name, apiUrl } = place
  const repository = { owner, repo: name }
  const connection = { token, apiUrl, repository, log: logOf(terminal), clock, env }
  const github = connectGitHub({ ...connection, signal })
  time.now = () => github.now() ?? clock.now()
  const written = { verb, words: args.words.slice(1), options }
  const ask = { door: 'terminal' as const, intent: `terminal:${randomUUID()}`, link: '', login: undefined }
  const here = args.isLocal ? await localDeployment(verb, args, terminal, place, token) : undefined
  const deploying = {
    page: `https://${place.host}/${owner}/${name}`,
    // Before anything is created, and beside the answer, which a program may read.
    onPlan: async (plan: DeployPlan) => {
      await here?.check(plan)
      show(deployPlanView(plan), terminal.err, { ...terminal, time })
    },
    carryOutHere: here?.carryOut,
    afterStop: here && connectGitHub(connection),
    onStep: (text: string) => terminal.err.print(visibleText(text)),
    isFollowed: args.watch,
    cluster: args.cluster ? () => clusterOf(args, terminal) : undefined,
  }
  return answerCommand(written, {
    ...ask,
    ...deploying,
    github,
    log: logOf(terminal),
    clock,
    newClaim: randomUUID,
    later,
  })
}

/** What carries it out here; loaded only then. */
async function localDeployment(
  verb: Command['verb'],
  args: Arguments,
  terminal: Terminal,
  place: CommandPlace,
  token: string,
) {
  if (verb !== 'deploy' && verb !== 'rollback') {
    throw new UserError('command-invalid', `'${verb}' has no option --local; deploy, rollback have it`)
  }
  const { deployingHere } = await import('./local/deploy-here.ts')
  return deployingHere(args, terminal, place, token)
}

async function clusterOf({ local }: Arguments, terminal: Terminal) {
  // What talks to a cluster is loaded where one is asked for.
  const { lookAtCluster } = await import('./local/look-at-cluster.ts')
  const { kubeconfig, context, namespace } = local
  return lookAtCluster({ kubeconfig, context, namespace }, { ...terminal, log: logOf(terminal) })
}

function show(
  view: View,
  screen: Terminal['out'],
  { time, program }: Pick<Terminal, 'program'> & { readonly time: ShownTime },
): void {
  screen.print(renderTerminal(view, { ...screen, now: time.now(), program }))
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
