/**
 * `node packages/github-double/script/github-description.ts` writes what the double is held against: the slice of
 * GitHub's published REST description with the operations of its route table, the payload schemas of the webhook
 * events that start our workflows, and the published examples of those events. Each file names the package and the
 * version it comes from. Needs npm and tar, and the package registry.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { routes } from '../src/routes.ts'
import { array, type Json, object } from './description/json-schema.ts'
import { type PackageFile, readPackageFile } from './description/package-file.ts'
import { sliceEvents, sliceOperations } from './description/slice.ts'

/** The webhook events that start workflows of ours, as the description names them. */
const EVENT_NAMES = [
  'deployment-created',
  'deployment-status-created',
  'issue-comment-created',
  'pull-request-opened',
  'pull-request-synchronize',
  'push',
  'workflow-dispatch',
]

const SOURCES = {
  rest: {
    package: '@octokit/openapi',
    version: '23.0.2',
    integrity: 'sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==',
    file: 'generated/api.github.com.json',
  },
  events: {
    package: '@octokit/openapi-webhooks',
    version: '12.1.0',
    integrity: 'sha512-Z5eDsLCUNbx1zHpZb1LNQirADqdMTvWJQ/deahi0ws+tWWnwHXB+Pr4jfmM9OrETS9Y5iW8ZRu1fdbudObhLrg==',
    file: 'generated/api.github.com.json',
  },
  examples: {
    package: '@octokit/webhooks-examples',
    version: '7.6.1',
    integrity: 'sha512-De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==',
    file: 'api.github.com/index.json',
  },
} as const satisfies Record<string, PackageFile>

const root = join(import.meta.dirname, '../../..')
const target = join(import.meta.dirname, '../src/description')

/** The examples of the events, by the name of the event; of those with several actions, those that are described. */
function sliceExamples(published: unknown): object {
  const wanted = ['deployment', 'deployment_status', 'issue_comment', 'pull_request', 'push', 'workflow_dispatch']
  const found = array(published).map(object)
  const examples = wanted.map(name => {
    const all = array(found.find(one => one.name === name)?.examples).map(object)
    const isKept = ({ action }: Json) =>
      typeof action !== 'string' || EVENT_NAMES.includes(`${name}-${action}`.replaceAll('_', '-'))
    return [name, all.filter(isKept)]
  })
  return { examples: Object.fromEntries(examples) }
}

const slices = {
  rest: (whole: unknown) =>
    sliceOperations(
      whole,
      routes.map(route => route.operationId),
    ),
  events: (whole: unknown) => sliceEvents(whole, EVENT_NAMES),
  examples: sliceExamples,
}

const folder = await mkdtemp(join(tmpdir(), 'github-description-'))
try {
  for (const name of ['rest', 'events', 'examples'] as const) {
    const own = join(folder, name)
    await mkdir(own)
    const slice = slices[name](await readPackageFile(SOURCES[name], own))
    const file = join(target, `${name}.json`)
    await writeFile(file, `${JSON.stringify({ source: SOURCES[name], ...slice })}\n`)
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
    await promisify(execFile)(process.execPath, [biome, 'format', '--write', file], { cwd: root })
    console.log(`${file.slice(root.length + 1)}: ${SOURCES[name].package} ${SOURCES[name].version}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
