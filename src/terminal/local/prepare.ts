import { tmpdir } from 'node:os'
import { deployEffects } from '../../actions/deploy/deploy-effects.ts'
import { DEPLOY_INPUTS, validateDeployInputs } from '../../actions/deploy/inputs.ts'
import { readKey } from '../../commands/grammar/target.ts'
import { refuseRest, shaWord } from '../../commands/grammar/words.ts'
import type { PipelineEffects } from '../../delivery/release/effects.ts'
import type { DeploySettings } from '../../delivery/release/settings.ts'
import type { DeployContext } from '../../deployments/context.ts'
import { UserError } from '../../errors.ts'
import { parsePolicy } from '../../policy/policy.ts'
import { childEnvironment } from '../../runner/child-environment.ts'
import type { InputTexts } from '../../runner/inputs.ts'
import type { Runner } from '../../runner/runner.ts'
import type { Arguments } from '../arguments.ts'
import { type CommandPlace, findPlace } from '../place.ts'
import type { Terminal } from '../terminal.ts'
import { Clone, type ClonedCommit } from './clone.ts'
import { localInputs } from './inputs.ts'
import { findKubeconfig } from './kubeconfig.ts'
import { type Loudness, terminalRunner } from './runner.ts'

/** A commit of the clone, and all that it is rendered and planned with here. */
export interface Prepared {
  readonly place: CommandPlace
  readonly commit: ClonedCommit
  readonly policyText: string
  readonly service: string
  readonly environment: string
  readonly settings: DeploySettings
  readonly context: DeployContext
  readonly effects: PipelineEffects
  readonly runner: Runner
  /** What is said beside the answer. */
  readonly notes: readonly string[]
}

const POLICY = '.github/commit-train.yml'
/** Files that are named; of the others their number is. */
const NAMED = 5

/** Reads `[service] <environment> [sha]` by the policy that the commit itself has. Throws a `UserError` where something is missing. */
export async function prepare(
  args: Arguments,
  terminal: Terminal,
  needs: { readonly cluster: boolean },
): Promise<Prepared> {
  const { signal } = terminal
  const [place, clone] = await Promise.all([findPlace(args.repo, terminal), Clone.around(terminal, signal)])
  const written = args.words.slice(1)
  const { commit, policyText, ...named } = await readWords(written, args, { clone, place })
  const { texts, runner } = await localRunner(
    { ...named, commit, place, clone, loudness: 'quiet' },
    args,
    terminal,
    needs,
  )
  const settings = { ...settingsOf(texts, terminal.env), ...named }
  const context = contextOf(place, clone.folder, { runId: 0, logUrl: '', startedBy: '' }, terminal)
  const effects = deployEffects(settings, context, runner, signal)
  const notes = await notesOf(clone, commit, settings)
  return { place, commit, policyText, ...named, settings, context, effects, runner, notes }
}

/** The SHA is known only by the policy, which may have other names in another commit. */
async function readWords(
  words: readonly string[],
  { options }: Arguments,
  { clone, place: { owner, repo } }: { readonly clone: Clone; readonly place: CommandPlace },
) {
  const sha = words.slice(1).findLast(word => shaWord([word]).sha !== undefined)
  const commit = await clone.commit(sha)
  const policyText = await clone.policyText(commit.sha)
  const { services, environments, locks } = parsePolicy(policyText, { repository: repo })
  const names = environments.map(({ name }) => name)
  const known = { services, environments: names, locks, repository: `${owner}/${repo}` }
  const { service, environment, rest } = readKey(words, options, known, { freeText: false })
  const after = shaWord(rest)
  refuseRest(after.rest, 'deploy')
  return { commit: after.sha === sha ? commit : await clone.commit(after.sha), policyText, service, environment }
}

interface RunnerRequest {
  readonly service: string
  readonly commit: ClonedCommit
  readonly place: CommandPlace
  readonly clone: Clone
  readonly loudness: Loudness
}

/** The inputs as the workflow of the commit gives them, and what a person adds. */
export async function localRunner(
  { service, commit, place, clone, loudness }: RunnerRequest,
  { local }: Arguments,
  terminal: Terminal,
  { cluster }: { readonly cluster: boolean },
) {
  const workflows = await clone.workflows(commit.sha)
  const { kubeconfig, ...options } = local
  const repository = `${place.owner}/${place.repo}`
  const given = localInputs({ workflows, options, repository, service })
  const texts: Record<string, string> = {
    ...Object.fromEntries(
      Object.entries(DEPLOY_INPUTS).map(([name, spec]) => [name, 'default' in spec ? spec.default : '']),
    ),
    ...given,
    ...{ token: '', kubeconfig: cluster ? await findKubeconfig(kubeconfig, terminal, terminal.signal) : '' },
  }
  refuseMissingSecrets(texts['secret-env'] ?? '', terminal.env)
  return { texts, runner: terminalRunner(texts, terminal, loudness) }
}

export function settingsOf(texts: Readonly<Record<string, string>>, env: Terminal['env']): DeploySettings {
  return validateDeployInputs(texts as InputTexts<typeof DEPLOY_INPUTS>, env)
}

/** What the templates read is looked up where the command runs. */
function refuseMissingSecrets(names: string, env: Terminal['env']): void {
  const missing = names
    .split('\n')
    .map(name => name.trim())
    .filter(name => name !== '' && (env[name] ?? '') === '')
  if (missing.length === 0) return
  const text = `the templates may read ${missing.join(', ')}: export ${missing.length === 1 ? 'it' : 'them'} here first, or write --secret-env with other names`
  throw new UserError('input-missing', text)
}

/** `run`: which run it is on the records of the deployment. */
export function contextOf(
  { owner, repo, host, apiUrl }: CommandPlace,
  workspace: string,
  run: Pick<DeployContext, 'runId' | 'logUrl' | 'startedBy'>,
  { env }: Pick<Terminal, 'env'>,
) {
  const page = `https://${host}/${owner}/${repo}`
  return {
    ...{ owner, repository: repo, page, apiUrl, workspace, temp: tmpdir(), attempt: 1 },
    ...{ ...run, childEnv: childEnvironment(env) },
  }
}

/** Which commit it is, and what of the files that are checked out is not in it. */
async function notesOf(
  clone: Clone,
  { sha, title, isHead }: ClonedCommit,
  settings: DeploySettings,
): Promise<readonly string[]> {
  const which = `${sha.slice(0, 7)} ${title}${isHead ? ', which is checked out' : ''}`
  const folders = [settings.templates, ...settings.values]
    .map(path => path.split('{')[0] ?? '')
    .filter(path => path !== '')
  const changed = isHead ? await clone.uncommitted([...folders, POLICY]) : []
  if (changed.length === 0) return [which]
  const more = changed.length - NAMED
  const files = `${changed.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return [which, `not in it, since it is not committed: ${files}`]
}
