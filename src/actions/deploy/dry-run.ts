import { UserError } from '../../errors.ts'
import { flagOf } from '../../runner/inputs.ts'
import { readRunFacts } from '../../runner/run-facts.ts'
import { readEventFile } from '../../runner/run-variables.ts'
import type { Runner } from '../../runner/runner.ts'
import { asRecord } from '../../text/json.ts'

/** A dry run that no deployment asked for. */
export type PlainDryRun =
  | { readonly kind: 'commit'; readonly sha: string; readonly isPull: boolean }
  /** GitHub gives the run no secrets. `why`: one line. */
  | { readonly kind: 'withheld'; readonly why: string }

/** Whether the run is asked for a dry run, and neither its event nor an input names a deployment. */
export function isPlainDryRun({ input, env }: Pick<Runner, 'input' | 'env'>): boolean {
  const isAsked = !/^(false)?$/.test(input('dry-run'))
  return isAsked && input('deployment-id') === '' && env.GITHUB_EVENT_NAME !== 'deployment'
}

/**
 * The commit of a dry run without a deployment, never the merge that GitHub makes to try out a pull request: the head of a pull request, else the commit of the run.
 * Undefined where a deployment is to be run, or to be planned. Throws `event-unsupported` on `pull_request_target`.
 */
export function plainDryRun({ input, env }: Pick<Runner, 'input' | 'env'>): PlainDryRun | undefined {
  if (!isPlainDryRun({ input, env }) || !flagOf('dry-run', input('dry-run'))) return undefined
  const { eventName, eventPath, sha: runSha, actor } = readRunFacts(env, ['eventName', 'eventPath', 'sha', 'actor'])
  if (eventName === 'pull_request_target') {
    // Its run has the secrets of the repository, and the templates are whose the pull request is.
    const text =
      'Input "dry-run": not on "pull_request_target", which would render a stranger\'s templates with your secrets; use "pull_request"'
    throw new UserError('event-unsupported', text)
  }
  const { head, base } = asRecord(asRecord(readEventFile(eventPath)).pull_request)
  const isPull = eventName === 'pull_request'
  const sha = isPull ? asRecord(head).sha : runSha
  if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
    throw new UserError('event-invalid', `The "${eventName}" event of this run names no commit by its full SHA`)
  }
  const outsider = isPull ? outsiderOf(asRecord(head).repo, asRecord(base).repo, actor) : undefined
  // An organization may hand secrets to the runs of forks all the same.
  if (outsider === undefined || input('kubeconfig') !== '') return { kind: 'commit', sha, isPull }
  const why = `this pull request comes from ${outsider}, whose runs GitHub gives no secrets, so there is no kubeconfig`
  return { kind: 'withheld', why }
}

function outsiderOf(head: unknown, base: unknown, actor: string): string | undefined {
  const [from, to] = [asRecord(head).full_name, asRecord(base).full_name]
  // A fork that was deleted has no name any more.
  if (from !== to) return typeof from === 'string' ? `the fork ${from}` : 'a fork'
  return actor === 'dependabot[bot]' ? 'Dependabot' : undefined
}
