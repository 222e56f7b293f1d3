import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { distFolder } from '../action/dist-folder.ts'
import { stripUnknownKeys } from './unknown-keys.ts'

const root = join(import.meta.dirname, '../../..')

/** What workflows refer to outside their own repository, each with the folder it is found in here. */
export type References = Readonly<Record<string, string>>

/**
 * Copies what a release of this repository consists of into `folder`, with the keys act does not know left out, and maps
 * every reference in the copied files and in the templates that call none of them: to itself, or to the stand-in of actions/checkout. Any other would need GitHub.
 */
export function copyActions(folder: string): References {
  cpSync(join(root, 'actions'), join(folder, 'actions'), { recursive: true })
  cpSync(distFolder(), join(folder, 'dist'), { recursive: true })
  const workflows = join(folder, '.github/workflows')
  mkdirSync(workflows, { recursive: true })
  for (const name of readdirSync(join(root, '.github/workflows'))) {
    const text = readFileSync(join(root, '.github/workflows', name), 'utf8')
    writeFileSync(join(workflows, name), stripUnknownKeys(text).text)
  }
  const standIn = join(import.meta.dirname, 'checkout')
  const references: Record<string, string> = { 'commit-train/commit-train@v1': folder }
  const templates = ['build.yml', 'pull-request.yml'].map(name => join(root, 'workflows-templates', name))
  for (const file of [join(workflows, 'deploy.yml'), join(folder, 'actions/ship/action.yml'), ...templates]) {
    for (const reference of usesIn(parse(readFileSync(file, 'utf8')))) {
      const [, repository = '', ref = ''] = /^([^/]+\/[^/@]+)[^@]*@(.+)$/.exec(reference) ?? []
      if (repository === 'actions/checkout') references[`${repository}@${ref}`] = standIn
      else if (references[`${repository}@${ref}`] === undefined) throw new Error(`${file} uses ${reference}`)
    }
  }
  return references
}

/** Every `uses:` in a workflow or an action. */
export function usesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'uses' && typeof inner === 'string' ? [inner] : usesIn(inner),
  )
}
