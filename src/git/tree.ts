import { UserError } from '../errors.ts'

/** What a commit holds at a path. Objects are named by their id. */
export type TreeNode =
  | { readonly kind: 'folder'; readonly children: ReadonlyMap<string, TreeNode> }
  | { readonly kind: 'file'; readonly object: string }
  /** A symbolic link; the object holds what it leads to. */
  | { readonly kind: 'link'; readonly object: string }
  /** Another repository's commit: its files are not in this one. */
  | { readonly kind: 'submodule' }

/** A folder of a commit. */
export type TreeFolder = Extract<TreeNode, { kind: 'folder' }>

/** Reads `git ls-tree -r -z <commit>`, given byte by byte (latin1). */
export function readTree(listing: string): TreeFolder {
  const root = { kind: 'folder', children: new Map<string, TreeNode>() } as const
  for (const record of listing.split('\0').filter(text => text !== '')) {
    const [, mode = '', object = '', bytes = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? []
    const path = Buffer.from(bytes, 'latin1').toString('utf8')
    put(root.children, path.split('/'), nodeOf(mode, object), path)
  }
  return root
}

function nodeOf(mode: string, object: string): TreeNode {
  if (mode === '120000') return { kind: 'link', object }
  if (mode === '160000') return { kind: 'submodule' }
  return { kind: 'file', object }
}

function put(root: Map<string, TreeNode>, names: readonly string[], node: TreeNode, path: string): void {
  let folder = root
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1
    const there = folder.get(name)
    // git itself writes none of these. They would lead a reader out of the folder that it writes into.
    const taken = there !== undefined && (last || there.kind !== 'folder')
    if (taken || name === '' || name === '.' || name === '..') throw malformed(path)
    if (last) folder.set(name, node)
    else if (there?.kind === 'folder' && there.children instanceof Map) folder = there.children
    else {
      const children = new Map<string, TreeNode>()
      folder.set(name, { kind: 'folder', children })
      folder = children
    }
  }
}

function malformed(path: string): UserError {
  return new UserError(
    'commit-malformed',
    `${JSON.stringify(path)}: no path that a commit can have; see what "git fsck" says about the repository`,
  )
}

/** Every object that a symbolic link of the tree is kept in. */
export function linksOf(node: TreeNode): readonly string[] {
  if (node.kind === 'link') return [node.object]
  return node.kind === 'folder' ? [...node.children.values()].flatMap(linksOf) : []
}
