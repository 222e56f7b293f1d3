import { type Person, QUIET, type RepositoryRow } from './rows.ts'

/** JSON is YAML too. */
export function policyText({ services, watched, ignoresDocs }: RepositoryRow): string {
  return JSON.stringify({
    services,
    stale: ignoresDocs ? { 'ignore-paths': ['docs/**', '*.md'] } : {},
    environments: Object.fromEntries(
      watched.map(({ environment, after, minimum, channel }) => [
        environment,
        { slack: { channel }, stale: { after: after % 24 === 0 ? `${after / 24}d` : `${after}h`, minimum } },
      ]),
    ),
  })
}

/** Of the repository that scans: people and quiet hours. */
export function scanningPolicyText(people: readonly Person[]): string {
  const users = people.flatMap(({ login, member }) =>
    login === undefined || member === undefined ? [] : [[login.toUpperCase(), member]],
  )
  return JSON.stringify({ slack: { users: Object.fromEntries(users), quiet: QUIET }, environments: { production: {} } })
}
