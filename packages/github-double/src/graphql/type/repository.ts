import { repositoryPage } from '../../body/links.ts'
import { resolveCommit } from '../../git/commits.ts'
import { entriesOf, entryAt, readBlob } from '../../git/contents.ts'
import { looseFolder } from '../../git/loose-object.ts'
import { nodeId } from '../../ids.ts'
import { Unmodelled } from '../../problem.ts'
import { fullName, type RepositoryState } from '../../state/repository.ts'
import { modelled, type Resolve } from '../fields.ts'
import {
  actor,
  type BlobSource,
  type CommitSource,
  commitSource,
  type RefSource,
  type RepositorySource,
  type TreeEntrySource,
  type TreeSource,
} from '../sources.ts'
import { readDeployments } from './deployment.ts'

/** Where GitHub cuts the text of a file: `isTruncated`. */
const LONGEST_TEXT = 512 * 1024

const object: Resolve<RepositoryState> = (repository, args) => {
  const { oid, expression } = args
  if (typeof oid === 'string' && typeof expression !== 'string') {
    if (!/^[0-9a-f]{40}$/.test(oid)) throw new Unmodelled(`the object id ${oid} in GraphQL`)
    return commitAt(repository, oid)
  }
  if (typeof expression !== 'string' || typeof oid === 'string') throw new Unmodelled('an object without one name')
  const colon = expression.indexOf(':')
  const name = colon < 0 ? expression : expression.slice(0, colon)
  const head = name === 'HEAD' ? repository.git.head(repository.defaultBranch) : undefined
  // HEAD is what scans ask for, and is known without another process.
  const sha = name === 'HEAD' ? head : resolveCommit(repository.bare, name)
  const path = colon < 0 ? undefined : expression.slice(colon + 1)
  return sha instanceof Promise ? sha.then(found => at(repository, found, path)) : at(repository, sha, path)
}

type FileSource = BlobSource | TreeSource | null

function at(
  repository: RepositoryState,
  sha: string | undefined,
  path: string | undefined,
): CommitSource | FileSource | Promise<CommitSource | FileSource> {
  if (sha === undefined) return null
  const commit = commitAt(repository, sha)
  if (path === undefined) return commit
  return commit instanceof Promise
    ? commit.then(found => (found === null ? null : fileOf(found, path)))
    : commit === null
      ? null
      : fileOf(commit, path)
}

function commitAt(repository: RepositoryState, sha: string): CommitSource | null | Promise<CommitSource | null> {
  const found = repository.git.commit(sha)
  if (found instanceof Promise) return found.then(one => (one === undefined ? null : commitSource(repository, one)))
  return found === undefined ? null : commitSource(repository, found)
}

function fileOf(commit: CommitSource, path: string): FileSource | Promise<FileSource> {
  const { repository } = commit
  const wrap = (blob: { sha: string; bytes: Buffer } | undefined): FileSource | Promise<FileSource> =>
    blob === undefined ? folderOf(commit, path) : ({ ...blob, repository, __typename: 'Blob' } satisfies BlobSource)
  const found = repository.git.file(commit, path)
  return found instanceof Promise ? found.then(wrap) : wrap(found)
}

/** A submodule is an entry of its folder, and no object of this repository. */
function folderOf(commit: CommitSource, path: string): FileSource | Promise<FileSource> {
  const { repository } = commit
  const { bare } = repository
  const wrap = (sha: string): TreeSource => ({ __typename: 'Tree', repository, sha, commit: commit.sha, path })
  const loose = looseFolder(bare, commit.tree, path)
  if (loose !== undefined) return wrap(loose)
  return entryAt(bare, commit.sha, path).then(entry => (entry?.type === 'tree' ? wrap(entry.sha) : null))
}

function branch(repository: RepositoryState, name: string): RefSource | null {
  const sha = repository.git.head(name)
  return sha === undefined ? null : { repository, name, sha }
}

const repository = modelled<RepositorySource>('Repository', {
  id: ({ id }) => nodeId('R', id),
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  nameWithOwner: source => fullName(source),
  owner: ({ owner }) => actor(owner),
  url: (source, _, { place }) => repositoryPage(place, source),
  isArchived: ({ archived }) => archived,
  isDisabled: ({ disabled }) => disabled,
  isFork: ({ parent }) => parent !== undefined,
  isPrivate: () => true,
  isEmpty: source => branch(source, source.defaultBranch) === null,
  defaultBranchRef: { reads: 'contents', resolve: source => branch(source, source.defaultBranch) },
  object: { args: ['oid', 'expression'], reads: 'contents', resolve: object },
  deployments: readDeployments,
})

const ref = modelled<RefSource>('Ref', {
  name: ({ name }) => name,
  prefix: () => 'refs/heads/',
  target: ({ repository: of, sha }) => commitAt(of, sha),
})

const blob = modelled<BlobSource>('Blob', {
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  byteSize: ({ bytes }) => bytes.length,
  isBinary: ({ bytes }) => bytes.includes(0),
  isTruncated: ({ bytes }) => bytes.length > LONGEST_TEXT,
  text: ({ bytes }) => (bytes.includes(0) ? null : bytes.subarray(0, LONGEST_TEXT).toString()),
})

const tree = modelled<TreeSource>('Tree', {
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  entries: async ({ repository, commit, path }) =>
    (await entriesOf(repository.bare, commit, path)).map(
      (entry): TreeEntrySource => ({ ...entry, repository, commit }),
    ),
})

const treeEntry = modelled<TreeEntrySource>('TreeEntry', {
  name: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
  path: ({ path }) => path,
  oid: ({ sha }) => sha,
  type: ({ type }) => type,
  // A submodule is no object of this repository.
  object: ({ repository, commit, path, sha, type }) =>
    type === 'tree'
      ? ({ __typename: 'Tree', repository, sha, commit, path } satisfies TreeSource)
      : type === 'blob'
        ? readBlob(repository.bare, sha).then(
            bytes => ({ __typename: 'Blob', repository, sha, bytes }) satisfies BlobSource,
          )
        : null,
})

export const repositoryTypes = [repository, ref, blob, tree, treeEntry]
