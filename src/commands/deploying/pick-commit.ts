import type { CommitFacts } from '../../domain/history/facts.ts'
import type { Commit } from '../../domain/history/first-parents.ts'
import { fullSha, shortSha } from '../../domain/sha.ts'
import { UserError } from '../../errors.ts'
import { readChecks } from '../../github/checks/read-checks.ts'
import { commitByDigits } from '../../github/commit-by-digits.ts'
import { placeOnTrunk } from '../../github/history/trunk.ts'
import type { EnvironmentPolicy } from '../../policy/policy.ts'
import { didYouMean } from '../../text/suggestion.ts'
import type { Stand } from '../facts/stand.ts'
import type { FactPorts } from '../ports.ts'

/** A commit of the line, and the facts with all that a verdict on it needs. */
export interface PickedCommit {
  readonly stand: Stand
  readonly position: number
}

/**
 * Finds the commit that a person has written down, in full or by its first digits: those must be of one commit of the line
 * alone. What was not read of it is read. Throws a `UserError`: `commit-unknown`, `not-on-trunk`, `too-far-back`.
 */
export async function pickCommit(
  ports: FactPorts,
  stand: Stand,
  environment: EnvironmentPolicy,
  written: string,
): Promise<PickedCommit> {
  const wanted = written.toLowerCase()
  const read = stand.facts.line?.commits ?? []
  const found = matching(read, wanted)
  const whole = found === undefined ? await withLine(ports, stand, wanted) : stand
  const position = found ?? matching(whole.facts.line?.commits ?? [], wanted) ?? -1
  return { stand: await withChecks(ports, whole, environment, position), position }
}

/** The one commit that begins with these digits; undefined where none does. */
function matching(line: readonly Commit[], wanted: string): number | undefined {
  const found = line.flatMap((commit, position) => (commit.sha.startsWith(wanted) ? [position] : []))
  const [first, ...others] = found
  if (others.length === 0) return first
  const names = found.map(position => `${line[position]?.sha.slice(0, 12)} (${line[position]?.title})`).join(', ')
  throw new UserError('commit-unknown', `'${wanted}' is the beginning of ${found.length} commits: ${names}`)
}

/** The line up to a commit further back than was read. */
async function withLine(ports: FactPorts, stand: Stand, wanted: string): Promise<Stand> {
  const { facts } = stand
  const read = facts.line?.commits ?? []
  const branch = facts.head.branch ?? ''
  const sha = fullSha(wanted) ?? (await commitByDigits(ports.github, wanted))
  const place = sha === undefined ? undefined : await placeOnTrunk(ports.github, { branch, sha })
  if (sha === undefined || place === undefined) {
    const near = didYouMean(
      wanted.slice(0, 7),
      read.map(one => shortSha(one.sha)),
    )
    throw new UserError('commit-unknown', `no commit has a SHA that begins with '${wanted}'${near}`)
  }
  if (place.kind === 'found') {
    const known = new Map(read.map(commit => [commit.sha, commit]))
    const commits = place.line.map(commit => known.get(commit.sha.toLowerCase()) ?? unread(commit))
    const line = { ...facts.line, commits, end: 'live-found' } as const
    return { ...stand, facts: { ...facts, line } }
  }
  const text =
    place.kind === 'not-on-trunk'
      ? `${shortSha(sha)} is not on the first-parent line of ${branch}: deploy the commit that its merge made`
      : `${shortSha(sha)} is not among the newest ${place.looked} commits of ${branch}: deploy a newer one`
  throw new UserError(place.kind, text)
}

function unread(commit: Commit): CommitFacts {
  const login = undefined
  return {
    ...{ ...commit, sha: commit.sha.toLowerCase(), message: commit.title, login },
    ...{ pullRequest: undefined, merged: undefined, checks: undefined, changedPaths: undefined },
  }
}

/** The same with the checks of a commit, where those were not read: as the gate of the deployment reads them. */
async function withChecks(
  { github, clock }: FactPorts,
  stand: Stand,
  { checks: policy }: EnvironmentPolicy,
  position: number,
): Promise<Stand> {
  const { facts } = stand
  const commit = facts.line?.commits[position]
  if (facts.line === undefined || commit === undefined || commit.checks !== undefined) return stand
  const branch = facts.head.branch ?? ''
  const checks = await readChecks(github, { sha: commit.sha, branch, policy, pause: ms => clock.sleep(ms) })
  return {
    ...stand,
    facts: { ...facts, line: { ...facts.line, commits: facts.line.commits.with(position, { ...commit, checks }) } },
  }
}
