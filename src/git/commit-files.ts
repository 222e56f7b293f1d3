import { posix } from 'node:path'
import type { Finding } from '../errors.ts'
import type { TreeFolder, TreeNode } from './tree.ts'

/** A file of a commit, by the path that it was asked for; links on the way are followed. */
export interface CommitFile {
  readonly path: string
  readonly object: string
}

/** What a commit has at the asked paths. */
export interface CommitFiles {
  readonly files: readonly CommitFile[]
  readonly findings: readonly Finding[]
}

/** As many links as Linux follows for one path. */
const MAX_LINKS = 40
/** Links may multiply files; no set of manifests has so many. */
const MAX_FILES = 10_000

/** A commit whose links can be read. */
export interface LinkedTree {
  readonly root: TreeFolder
  /** What a symbolic link leads to, by its object. */
  readonly target: (object: string) => string
}

/**
 * The files at and below `paths`, as a checked-out commit would show them: symbolic links are followed inside the
 * commit. A link that leaves it, leads to nothing or back to a folder above it, and a submodule are findings; an asked
 * path that the commit does not have is simply not there.
 */
export function filesOf(tree: LinkedTree, paths: readonly string[]): CommitFiles {
  const files = new Map<string, CommitFile>()
  const findings = new Map<string, Finding>()
  const look = (path: string, above: readonly TreeNode[], asked: boolean): void => {
    const node = nodeAt(tree, path)
    if (node === 'missing' && asked) return
    const problem =
      files.size > MAX_FILES ? TOO_MANY_FILES : typeof node === 'string' ? PATH_PROBLEMS[node] : problemOf(node, above)
    if (problem !== undefined) findings.set(path, { ...problem, where: path })
    else if (typeof node === 'string') return
    else if (node.kind === 'file') files.set(path, { path, object: node.object })
    else if (node.kind === 'folder') {
      for (const name of node.children.keys()) look(posix.join(path, name), [...above, node], false)
    }
  }
  for (const path of paths) look(path, [], true)
  return { files: [...files.values()], findings: [...findings.values()] }
}

type PathProblem = Pick<Finding, 'reason' | 'text'>

const PATH_PROBLEMS: Readonly<Record<'missing' | 'outside' | 'endless', PathProblem>> = {
  missing: { reason: 'link-broken', text: 'a symbolic link to nothing that is in the commit; remove it' },
  outside: {
    reason: 'file-outside-workspace',
    text: 'a symbolic link that leads out of the repository; put the file itself there',
  },
  endless: { reason: 'link-broken', text: 'a symbolic link that leads back to itself; remove it' },
}
const CIRCULAR_LINK: PathProblem = {
  reason: 'link-broken',
  text: 'a symbolic link that leads back to a folder above it; remove it',
}
const TOO_MANY_FILES: PathProblem = { reason: 'files-too-many', text: `with it there are more than ${MAX_FILES} files` }
const SUBMODULE: PathProblem = {
  reason: 'file-in-submodule',
  text: 'is in a submodule, whose files belong to another repository; put the files themselves into this commit',
}

function problemOf(node: TreeNode, above: readonly TreeNode[]): PathProblem | undefined {
  if (node.kind === 'submodule') return SUBMODULE
  return above.includes(node) ? CIRCULAR_LINK : undefined
}

/** Follows a path as the kernel would: `..` after a link belongs to what the link leads to. */
function nodeAt({ root, target }: LinkedTree, path: string): TreeNode | 'missing' | 'outside' | 'endless' {
  const ahead = path.split('/')
  const behind: TreeNode[] = [root]
  let hops = 0
  for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
    const here = behind.at(-1)
    if (name === '' || name === '.') continue
    if (name === '..') {
      behind.pop()
      if (behind.length === 0) return 'outside'
      continue
    }
    if (here?.kind === 'submodule') return here
    const child = here?.kind === 'folder' ? here.children.get(name) : undefined
    if (child === undefined) return 'missing'
    if (child.kind !== 'link') {
      behind.push(child)
      continue
    }
    hops += 1
    if (hops > MAX_LINKS) return 'endless'
    const to = target(child.object)
    if (posix.isAbsolute(to)) return 'outside'
    ahead.unshift(...to.split('/'))
  }
  return behind.at(-1) ?? root
}
