import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS, generated } from '../../script/metadata.ts'

const root = join(import.meta.dirname, '../..')

interface Metadata {
  readonly inputs: Record<string, { description: string; required?: boolean; default?: string }>
  readonly outputs: Record<string, { description: string }>
  readonly runs: { using: string } & Partial<Record<'pre' | 'main' | 'post', string>>
}

test.each(generated().map(({ file, now, wanted }) => [file, now, wanted]))(
  '%s follows the tables',
  (_file, now, wanted) => {
    expect(now).toBe(wanted)
  },
)

test.each(ACTIONS.map(action => [action.folder, action]))('%s, as a YAML reader sees it', (folder, action) => {
  const metadata = parse(readFileSync(join(root, folder, 'action.yml'), 'utf8')) as Metadata
  expect(metadata.inputs).toEqual(
    JSON.parse(
      JSON.stringify(action.inputs, (key, value) => (key === 'whenMissing' || key === 'secret' ? undefined : value)),
    ),
  )
  expect(Object.keys(metadata.outputs)).toEqual(Object.keys(action.outputs))
  expect(metadata.runs.using).toBe('node24')
  expect(metadata.runs.main).toBeDefined()
  for (const entry of ['pre', 'main', 'post'] as const) {
    const file = metadata.runs[entry]
    if (file !== undefined) expect(readFileSync(join(root, folder, file), 'utf8')).toContain("from './index.js'")
  }
})
