import { objectType } from '../../git/objects.ts'
import { changeRefs, isBlocked, isRefName, type RefChange } from '../../git/refs.ts'
import { nodeId } from '../../ids.ts'
import { Unmodelled } from '../../problem.ts'
import { permits } from '../../state/permission.ts'
import { modelled, type Resolve } from '../fields.ts'
import { QueryProblem } from '../problem.ts'
import { sees } from './visible.ts'

/** An id of all zeros: the ref does not exist. */
const NONE = '0'.repeat(40)

interface GivenUpdate {
  readonly name: string
  readonly afterOid: string
  readonly beforeOid?: string | null
  readonly force?: boolean | null
}

/** All updates or none, each only where the ref is what `beforeOid` says. */
const updateRefs: Resolve<unknown> = async (_, args, { store, account }) => {
  const { repositoryId, refUpdates, clientMutationId } = args.input as {
    readonly repositoryId: string
    readonly refUpdates: readonly GivenUpdate[]
    readonly clientMutationId?: string | null
  }
  const repository = store.repositories.find(one => nodeId('R', one.id) === repositoryId && sees(account, one))
  if (repository === undefined)
    throw new QueryProblem('NOT_FOUND', `Could not resolve to a node with the global id of '${repositoryId}'`)
  if (!permits(account.permissions, 'contents', 'write')) {
    const means = account.kind === 'user' ? 'personal access token' : 'integration'
    throw new QueryProblem('FORBIDDEN', `Resource not accessible by ${means}`)
  }
  const { bare } = repository
  const changes: RefChange[] = []
  for (const { name, afterOid, beforeOid, force } of refUpdates) {
    if (beforeOid === undefined || beforeOid === null) throw new Unmodelled('an update of a ref without beforeOid')
    if (name.startsWith('refs/heads/') && force !== true && ![beforeOid, afterOid].includes(NONE))
      throw new Unmodelled('an update of a branch without force')
    const isKnown = afterOid === NONE || (await objectType(bare, afterOid)) !== undefined
    if (!isRefName(name) || name.startsWith('refs/pull/') || !isKnown || (beforeOid === NONE && isBlocked(bare, name)))
      throw failed(name)
    const one = (oid: string) => (oid === NONE ? undefined : oid)
    changes.push({ name, before: one(beforeOid), after: one(afterOid) })
  }
  if (!(await changeRefs(bare, changes))) throw failed(changes.map(({ name }) => name).join(', '))
  return { clientMutationId: clientMutationId ?? null }
}

function failed(names: string): QueryProblem {
  return new QueryProblem('UNPROCESSABLE', `Reference update failed: ${names}`)
}

export const mutationTypes = [
  modelled<unknown>('Mutation', { updateRefs: { args: ['input'], resolve: updateRefs } }),
  modelled<{ readonly clientMutationId: string | null }>('UpdateRefsPayload', {
    clientMutationId: source => source.clientMutationId,
  }),
]
