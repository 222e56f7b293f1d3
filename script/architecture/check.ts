import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { LAYERS, LIMITS, PARTS, RULES } from './rules.ts'

export interface Architecture {
  /** One line each, `rule: from > to`, or `rule: file`. */
  readonly violations: readonly string[]
  /** How many imports were seen: none means that nothing was read, not that all is well. */
  readonly imports: { readonly all: number; readonly ofTypes: number; readonly dynamic: number }
}

/** Holds the `src/` of a repository against the rules. */
export async function checkArchitecture(root: string): Promise<Architecture> {
  const result = await cruised(root)
  const dependencies = result.modules.flatMap(module => module.dependencies)
  const broken = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} > ${to}`)
  return {
    violations: [...broken, ...unlisted(root), ...tooLarge(root)].toSorted(),
    imports: {
      all: dependencies.length,
      ofTypes: dependencies.filter(({ dependencyTypes }) => dependencyTypes.includes('type-only')).length,
      dynamic: dependencies.filter(({ dynamic }) => dynamic).length,
    },
  }
}

async function cruised(root: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: [...RULES] },
    // Its default parser is TypeScript's, whose API TypeScript 7 does not have.
    parser: 'swc',
    tsPreCompilationDeps: true,
    // Some packages are ES modules alone.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    outputType: 'json',
  })
  return typeof output === 'string' ? (JSON.parse(output) as ICruiseResult) : output
}

/** Folders that no rule is about. */
function unlisted(root: string): string[] {
  const rooms = foldersIn(path.join(root, 'src')).filter(room => !LAYERS.flat().includes(room))
  const parts = Object.entries(PARTS).flatMap(([room, known]) =>
    foldersIn(path.join(root, 'src', room))
      .filter(part => !known.includes(part))
      .map(part => `${room}/${part}`),
  )
  return [...rooms, ...parts].map(folder => `unlisted: src/${folder}`)
}

function tooLarge(root: string): string[] {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true }).filter(
    entry => entry.isFile() && entry.name.endsWith('.ts'),
  )
  const folders = Map.groupBy(files, ({ parentPath }) => path.relative(root, parentPath))
  const full = [...folders].filter(([, inside]) => inside.length > LIMITS.filesOfFolder)
  const long = files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter(file => readFileSync(file, 'utf8').split('\n').length - 1 > LIMITS.linesOfFile)
  return [
    ...full.map(([folder]) => `files-of-folder: ${folder}`),
    ...long.map(file => `lines-of-file: ${path.relative(root, file)}`),
  ]
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}
