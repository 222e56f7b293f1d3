import type { DeploymentFacts } from '../../../../src/domain/history/deployment-facts.ts'
import type { CommitFacts } from '../../../../src/domain/history/facts.ts'
import type { RepositoryReading } from '../../../../src/github/scan/repository-reading.ts'

/** A deployment of ours; `good` when one of its statuses was success. */
export function deployment(given: Partial<DeploymentFacts> & { readonly good?: boolean } = {}): DeploymentFacts {
  const { good = false, ...facts } = given
  const success = { state: 'success', createdAt: 2000, description: '', logUrl: '' } as const
  return {
    id: 1,
    sha: 'a',
    task: 'deploy',
    environment: 'production',
    state: good ? 'active' : 'failure',
    createdAt: 1000,
    creator: 'ada',
    ours: true,
    statuses: good ? [success] : [],
    runWaits: undefined,
    ...facts,
  }
}

export function commit(sha: string, given: Partial<CommitFacts> = {}): CommitFacts {
  const unread = { pullRequest: undefined, merged: undefined, checks: undefined, changedPaths: undefined }
  return { sha, parents: [], title: sha, author: 'ada', message: sha, login: 'ada', ...unread, ...given }
}

/** A repository with a line, head first, and the deployments of one environment each. */
export function draft(
  line: string,
  environments: Readonly<Record<string, readonly DeploymentFacts[]>>,
  services: readonly string[] = ['hello'],
): RepositoryReading {
  const names = Object.keys(environments)
  return {
    head: { repository: 'acme/hello', closed: undefined, branch: 'main', head: line[0] ?? '', policyText: '' },
    question: {
      services,
      apps: [],
      asksForRules: false,
      environments: names.map(name => ({ name, pathsAfter: undefined })),
    },
    environments: new Map(names.map(name => [name, { deployments: environments[name] ?? [], complete: true }])),
    line: { commits: [...line].map(sha => commit(sha)), end: 'root', leftAt: new Map() },
    paths: new Map(),
    unmatched: [],
    problem: undefined,
  }
}
