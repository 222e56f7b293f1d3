import { repositoryPage } from '../../body/links.ts'
import { nodeId } from '../../ids.ts'
import { connectionType } from '../connection.ts'
import { modelled } from '../fields.ts'
import { actor, commitSource, type PullRequestSource } from '../sources.ts'

const pullRequest = modelled<PullRequestSource>('PullRequest', {
  id: ({ id }) => nodeId('PR', id),
  databaseId: ({ id }) => id,
  number: ({ of }) => of.number,
  title: ({ of }) => of.title,
  url: ({ repository, of }, _, { place }) => `${repositoryPage(place, repository)}/pull/${of.number}`,
  state: ({ of }) => (of.mergedAt === undefined ? 'OPEN' : 'MERGED'),
  merged: ({ of }) => of.mergedAt !== undefined,
  mergedAt: ({ of }) => of.mergedAt ?? null,
  createdAt: ({ of }) => of.createdAt,
  baseRefName: ({ of }) => of.base,
  headRefName: ({ of }) => of.head,
  author: ({ of }) => (of.author === undefined ? null : actor(of.author)),
  mergedBy: ({ of }) => (of.mergedBy === undefined ? null : actor(of.mergedBy)),
  mergeCommit: {
    reads: 'contents',
    resolve: ({ repository, of }) => {
      if (of.mergeCommit === undefined) return null
      const found = repository.git.commit(of.mergeCommit)
      if (!(found instanceof Promise)) return found === undefined ? null : commitSource(repository, found)
      return found.then(commit => (commit === undefined ? null : commitSource(repository, commit)))
    },
  },
})

export const pullRequestTypes = [pullRequest, ...connectionType('PullRequestConnection', 'PullRequestEdge')]
