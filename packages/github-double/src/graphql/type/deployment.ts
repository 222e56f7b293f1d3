import { nodeId } from '../../ids.ts'
import { graphqlState } from '../../state/deployment-state.ts'
import type { RepositoryState } from '../../state/repository.ts'
import { connection, connectionType, idCursor, PAGE_ARGUMENTS } from '../connection.ts'
import { modelled, type Resolve } from '../fields.ts'
import {
  actor,
  commitSource,
  type DeploymentSource,
  type DeploymentStatusSource,
  deploymentSource,
} from '../sources.ts'

/** Oldest first by default: a request for the first one without an order gets the very first. */
const deployments: Resolve<RepositoryState> = (repository, args, _, info) => {
  const wanted = args.environments as readonly string[] | null | undefined
  const found = repository.deployments.filter(one => wanted?.includes(one.environment) ?? true)
  const descending = (args.orderBy as { direction?: string } | undefined)?.direction === 'DESC'
  const sorted = descending ? found.toReversed() : found
  return connection(
    sorted.map(one => deploymentSource(repository, one)),
    args,
    info,
    idCursor,
  )
}

const statusSource = (
  on: DeploymentSource,
  of: DeploymentSource['of']['statuses'][number],
): DeploymentStatusSource => ({
  id: of.id,
  of,
  on,
})

const deployment = modelled<DeploymentSource>('Deployment', {
  id: ({ id }) => nodeId('DE', id),
  databaseId: ({ id }) => id,
  commitOid: ({ of }) => of.sha,
  commit: {
    reads: 'contents',
    resolve: async ({ repository, of }) => {
      const commit = await repository.git.commit(of.sha)
      return commit === undefined ? null : commitSource(repository, commit)
    },
  },
  task: ({ of }) => of.task,
  payload: ({ of }) => JSON.stringify(of.payload),
  description: ({ of }) => of.description,
  environment: ({ of }) => of.environment,
  latestEnvironment: ({ of }) => of.environment,
  originalEnvironment: ({ of }) => of.originalEnvironment,
  state: ({ of }, _, { now }) => graphqlState(of, now),
  createdAt: ({ of }) => of.createdAt,
  updatedAt: ({ of }) => of.updatedAt,
  creator: ({ of }) => actor(of.creator.user),
  latestStatus: source => {
    const latest = source.of.statuses.at(-1)
    return latest === undefined ? null : statusSource(source, latest)
  },
  // Newest first, as REST lists them.
  statuses: {
    args: PAGE_ARGUMENTS,
    resolve: (source, args, _, info) => {
      const all = source.of.statuses.toReversed().map(of => statusSource(source, of))
      return connection(all, args, info, idCursor)
    },
  },
})

const status = modelled<DeploymentStatusSource>('DeploymentStatus', {
  id: ({ id }) => nodeId('DES', id),
  state: ({ of }) => of.state.toUpperCase(),
  description: ({ of }) => of.description,
  environment: ({ of }) => of.environment,
  environmentUrl: ({ of }) => of.environmentUrl || null,
  logUrl: ({ of }) => of.logUrl || null,
  createdAt: ({ of }) => of.createdAt,
  updatedAt: ({ of }) => of.createdAt,
  creator: ({ of }) => actor(of.creator.user),
  deployment: ({ on }) => on,
})

export const deploymentTypes = [
  deployment,
  status,
  ...connectionType('DeploymentConnection', 'DeploymentEdge'),
  ...connectionType('DeploymentStatusConnection', 'DeploymentStatusEdge'),
]

/** The deployment of a node id, wherever it is. */
export function deploymentOfNode(repositories: readonly RepositoryState[], id: string): DeploymentSource | undefined {
  for (const repository of repositories) {
    const found = repository.deployments.find(one => nodeId('DE', one.id) === id)
    if (found !== undefined) return deploymentSource(repository, found)
  }
  return undefined
}

export const readDeployments = {
  args: [...PAGE_ARGUMENTS, 'environments', 'orderBy'],
  reads: 'deployments',
  resolve: deployments,
} as const
