import type { CheckJudgement } from '../../domain/checks/judge.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { mergeTimes } from '../../domain/history/since.ts'
import type { ChecksStatus, CommitStatus } from '../answer/status.ts'
import { isoOf } from './brief.ts'
import type { EnvironmentStand } from './environment-stand.ts'
import type { Verdicts } from './next-deploy.ts'
import type { Stand } from './stand.ts'

/** The newest commits of the branch; undefined where they could not be read. */
export function commitStatuses(
  { facts: { line }, policy }: Stand,
  stands: readonly EnvironmentStand[],
  { verdicts, limit }: { readonly verdicts: Verdicts; readonly limit: number },
): readonly CommitStatus[] | undefined {
  if (line === undefined) return undefined
  const times = mergeTimes(line.commits)
  const placesWhere = (isThere: (stand: EnvironmentStand) => boolean) =>
    stands.filter(isThere).map(({ service, environment }) => ({ service, environment: environment.name }))
  return line.commits.slice(0, limit).map((commit, position): CommitStatus => {
    const since = times[position]
    return {
      ...{ sha: commit.sha, title: commit.title, author: commit.author },
      pullRequest: commit.pullRequest ?? null,
      merged: since === undefined ? null : isoOf(since.at),
      atLeast: since?.atLeast === true,
      checks: checksOf(commit, policy.environments, verdicts),
      live: placesWhere(({ deployments }) => deployments?.live?.sha === commit.sha),
      heldBy: placesWhere(
        ({ train }) => train?.live.deployment !== undefined && train.live.baseKnown && train.live.waiting <= position,
      ),
    }
  })
}

function checksOf(
  commit: CommitFacts,
  environments: Stand['policy']['environments'],
  verdicts: Verdicts,
): readonly ChecksStatus[] {
  const judged = environments.map(environment => ({
    name: environment.name,
    checks: checksStatus(verdicts.checksOf(environment, commit)),
  }))
  const alike = Map.groupBy(judged, ({ checks }) => JSON.stringify(checks))
  return [...alike.values()].flatMap(of => {
    const [first] = of
    return first === undefined ? [] : [{ environments: of.map(({ name }) => name), ...first.checks }]
  })
}

/** A commit that has no check and needs none passes. */
function checksStatus(judgement: CheckJudgement | undefined): Omit<ChecksStatus, 'environments'> {
  const none = { failed: [], running: [] }
  if (judgement === undefined) return { ...none, state: 'unread', text: 'its checks could not be read' }
  const [failed, running] = [judgement.failed, judgement.running].map(checks => checks.map(({ name }) => name))
  const known = { failed: failed ?? [], running: running ?? [], text: '' }
  if (known.failed.length > 0) return { ...known, state: 'failed' }
  if (known.running.length > 0) return { ...known, state: 'running' }
  const [first] = judgement.findings
  if (first === undefined) return { ...known, state: 'passed' }
  return { ...known, state: first.reason === 'no-checks' ? 'none' : 'missing', text: first.text }
}
