import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { timed } from '../../../../script/mutation/command.ts'
import { Journal } from '../../../../script/mutation/journal.ts'
import type { Judged } from '../../../../script/mutation/judge.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'journal-'))
const file = path.join(folder, 'journal.jsonl')
const MUTANT: Judged = {
  ...{ file: 'src/a.ts', line: 1, operator: 'operator', before: 'a < b', after: 'a > b' },
  ...{ edit: { start: 7, end: 12, text: 'a > b' }, noticed: 'survived', seconds: 1 },
}

afterEach(() => rmSync(file, { force: true }))

test('a run that was stopped is gone on with: what was judged is not judged again', async () => {
  const again = async () => Promise.reject(new Error('judged again'))
  await new Journal(file).judged('unit', MUTANT, async () => MUTANT)
  appendFileSync(file, '\n{"level":"unit","judg')
  const second = { ...MUTANT, file: 'src/b.ts' }
  await new Journal(file).judged('unit', second, async () => second)
  const journal = new Journal(file)
  expect(journal.size).toBe(2)
  expect(await journal.judged('unit', MUTANT, again)).toEqual(MUTANT)
  // By another level, and another place, it is.
  await expect(journal.judged('bundle', MUTANT, again)).rejects.toThrow('judged again')
  const other = { ...MUTANT, edit: { ...MUTANT.edit, start: 8 } }
  await expect(journal.judged('unit', other, again)).rejects.toThrow('judged again')
})

test('what is not known is tried again, and the last word counts', async () => {
  await new Journal(file).judged('unit', MUTANT, async () => ({ ...MUTANT, noticed: 'unknown' }))
  const noticed = { ...MUTANT, noticed: 'unit' as const }
  expect(await new Journal(file).judged('unit', MUTANT, async () => noticed)).toEqual(noticed)
  expect(await new Journal(file).judged('unit', MUTANT, async () => MUTANT)).toEqual(noticed)
})

test('a test without end is ended by the CPU time that it used, however busy the machine is', async () => {
  const log = path.join(folder, 'log')
  const argv = ['sh', '-c', 'echo begun; while :; do :; done']
  const command = { argv, cwd: folder, log, timeout: 600_000, cpuSeconds: 1 }
  expect(await timed(command)).not.toBe('timeout')
  expect(readFileSync(log, 'utf8')).toBe('begun\n')
})
