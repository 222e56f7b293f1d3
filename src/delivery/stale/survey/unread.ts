import type { Finding } from '../../../errors.ts'
import { canonicalName } from '../../../text/canonical-name.ts'
import { suggestion } from '../../../text/suggestion.ts'
import type { SurveyedRepository } from './survey.ts'

/** What could not be read of the repositories, each in one line: without them, silence would look like an all-clear. */
export function unreadFindings(repositories: readonly SurveyedRepository[]): readonly Finding[] {
  const findings = repositories.flatMap(({ kind, finding, keys }) => {
    if (kind === 'failed') return finding === undefined ? [] : [finding]
    return kind === 'read' ? keys.flatMap(({ keyState }) => (keyState.kind === 'unread' ? [keyState.finding] : [])) : []
  })
  // Services of one environment may all be unread for the same reason.
  return [...new Map(findings.map(finding => [finding.text, finding])).values()]
}

/** Paths of services that match nothing: the commits that they were meant for would never be reported. */
export function unmatchedPaths(repositories: readonly SurveyedRepository[]): readonly Finding[] {
  return repositories.flatMap(({ name, unmatched }) =>
    (unmatched ?? []).map(({ service, path: { text, where } }): Finding => {
      const what = `'${text}' of service '${service}' matches nothing on the default branch`
      return { reason: 'policy-invalid', text: `${name}: ${where}: ${what}: correct the path, or leave it out`, where }
    }),
  )
}

/** Environments that were asked for and that no policy names. Reported only when every policy was read: else it may be in another one. */
export function unknownEnvironments(
  wanted: readonly string[] | undefined,
  repositories: readonly SurveyedRepository[],
): readonly Finding[] {
  if (wanted === undefined || repositories.some(({ kind }) => kind === 'failed' || kind === 'left-out')) return []
  const known = [...new Set(repositories.flatMap(({ environments }) => environments))]
  const names = new Set(known.map(canonicalName))
  return wanted
    .filter(name => !names.has(name))
    .map(
      (name): Finding => ({
        reason: 'environment-unknown',
        text: `Input "environments" has '${name}', which no policy of the repositories names${suggestion(name, known)}`,
        where: 'input environments',
      }),
    )
}
