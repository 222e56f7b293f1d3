import { Unmodelled } from '../../problem.ts'
import { type Asked, demand, type Fields, modelled, type Resolve } from '../fields.ts'
import { QueryProblem } from '../problem.ts'
import { actor } from '../sources.ts'
import { deploymentOfNode } from './deployment.ts'
import { search } from './search.ts'
import { sees } from './visible.ts'

/** A repository that is not there, and one that the token cannot see, look the same; a renamed one is followed. */
const repository: Resolve<unknown> = (_, args, { store, account }) => {
  const name = `${String(args.owner)}/${String(args.name)}`
  const found = store.findRepository(name) ?? (args.followRenames === false ? undefined : store.findRenamed(name))
  if (found !== undefined && sees(account, found)) return found
  throw new QueryProblem('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`)
}

const node: Resolve<unknown> = (_, args, { store, account }) => {
  const id = String(args.id)
  if (!id.startsWith('DE_')) throw new Unmodelled(`the node ${id} in GraphQL: deployments only`)
  const found = deploymentOfNode(
    store.repositories.filter(one => sees(account, one)),
    id,
  )
  if (found === undefined)
    throw new QueryProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  demand(account, 'deployments')
  return found
}

const rateLimit: Fields<Asked> = {
  cost: ({ cost }) => cost.points,
  nodeCount: ({ cost }) => cost.nodes,
  limit: ({ budget }) => budget.limit,
  used: ({ budget }) => budget.used,
  remaining: ({ budget }) => budget.limit - budget.used,
  resetAt: ({ budget }) => new Date(Math.ceil(budget.reset / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
}

export const queryTypes = [
  modelled<unknown>('Query', {
    repository: { args: ['owner', 'name', 'followRenames'], resolve: repository },
    node: { args: ['id'], resolve: node },
    search,
    viewer: (_source, _args, { account }) => actor(account.user),
    rateLimit: {
      args: ['dryRun'],
      resolve: (_source, args, asked) => {
        if (args.dryRun === true) throw new Unmodelled('a dry run in GraphQL')
        return asked
      },
    },
  }),
  modelled('RateLimit', rateLimit),
]
