import { expect, test } from 'vitest'
import type { Answer } from '../../../../src/commands/answer/answer.ts'
import { refusedAnswer } from '../../../../src/commands/answer/refused.ts'
import { renderJson } from '../../../../src/commands/render/json.ts'
import { helpView } from '../../../../src/commands/view/help.ts'
import { refusedView } from '../../../../src/commands/view/refused.ts'
import type { Block, Piece, View } from '../../../../src/commands/view/view.ts'
import { answerView } from '../../../../src/commands/view/view-of.ts'
import { UserError } from '../../../../src/errors.ts'
import { TERMINAL_OPTIONS, TERMINAL_VERBS } from '../../../../src/terminal/arguments.ts'
import { EXIT_CODES } from '../../../../src/terminal/exit-codes.ts'
import { factsOf, letters, RENDERERS } from './facts.ts'
import { SAMPLES } from './samples.ts'

const answers: readonly Answer[] = Object.values(SAMPLES).flat()

test('there is a sample of every code', () => {
  for (const [code, samples] of Object.entries(SAMPLES)) {
    expect(samples.map(sample => sample.code)).toEqual(samples.map(() => code))
    expect(samples.length).toBeGreaterThan(0)
  }
})

const pieces: readonly Piece[] = [
  'a text',
  { code: 'fb1ccd8' },
  { strong: 'production' },
  { link: 'https://acme.example/compare?a=1', text: '3 commits' },
  { login: 'ada', notify: true },
  { login: 'bo', notify: false },
  { time: Date.UTC(2026, 0, 5, 9) },
  { command: 'unlock hello production' },
  ...(['good', 'bad', 'running', 'waiting', 'warning'] as const).map(mark => ({ mark })),
]

const blocks: readonly Block[] = [
  { kind: 'line', line: pieces },
  { kind: 'list', items: pieces.map(piece => [piece]) },
  { kind: 'table', columns: ['commit', 'live in'], rows: pieces.map((piece, row) => [[piece], [`row ${row}`]]) },
  { kind: 'command', words: 'deploy hello staging' },
  { kind: 'details', title: 'more', blocks: [{ kind: 'line', line: ['inside'] }] },
]

const views: readonly (readonly [string, View])[] = [
  ...answers.map((answer): [string, View] => [answer.code, answerView(answer)]),
  ['refused', refusedView({ schema: 1, code: 'lock-held', text: 'it is held', findings: ['first', 'second'] })],
  ['help in a comment', helpView()],
  ['help in a terminal', helpView({ verbs: TERMINAL_VERBS, options: TERMINAL_OPTIONS, exitCodes: EXIT_CODES })],
  ['every piece', { title: pieces, blocks: [] }],
  ...blocks.map((block): [string, View] => [`every piece in a ${block.kind}`, { title: ['all'], blocks: [block] }]),
]

test.each(RENDERERS)('%s: every fact of every view is there', (name, render) => {
  for (const [subject, view] of views) {
    const shown = letters(render(view))
    // A narrow terminal mixes the lines of cells that it has broken.
    const facts = name === 'narrow terminal' ? factsOf(view).flatMap(fact => fact.split(/\s+/)) : factsOf(view)
    expect(facts.length, subject).toBeGreaterThan(0)
    for (const fact of facts) expect(shown, `${subject}: ${fact}`).toContain(letters(fact))
  }
})

test('the marks differ from each other in every renderer', () => {
  for (const [name, render] of RENDERERS) {
    const shown = pieces
      .filter(piece => typeof piece === 'object' && 'mark' in piece)
      .map(mark => render({ title: [mark, 'x'], blocks: [] }))
    expect(new Set(shown).size, name).toBe(5)
  }
})

test('every text of an answer about a lock is in its view', () => {
  for (const answer of answers) {
    const facts = letters(factsOf(answerView(answer)).join(' '))
    if ('lock' in answer)
      for (const text of [answer.lock.owner ?? '', answer.lock.reason, answer.lock.link])
        expect(facts).toContain(letters(text))
    if ('locks' in answer) for (const { reason } of answer.locks ?? []) expect(facts).toContain(letters(reason))
    if ('before' in answer && answer.before?.owner && answer.code !== 'extended')
      expect(facts).toContain(letters(answer.before.owner))
  }
})

test('JSON is the answer, in one line that nothing reads as anything else', () => {
  for (const answer of answers) expect(JSON.parse(renderJson(answer))).toEqual(answer)
  const hostile = {
    ...SAMPLES['not-locked'][0],
    holds: '\u001b[2J\u202e\u2028\u009b\u{e0041}##[error]x\n::error::y',
  } as Answer
  const text = renderJson(hostile)
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u)
  expect(JSON.parse(text)).toEqual(hostile)
})

test('a refusal keeps everything that led to it, and says nothing twice', () => {
  const finding = { reason: 'lock-held', text: 'locked by ada', where: 'production' } as const
  const both = [finding, { ...finding, where: 'staging' }]
  expect(refusedAnswer(UserError.from(both)).findings).toEqual(['production: locked by ada', 'staging: locked by ada'])
  expect(refusedAnswer(UserError.from([finding])).findings).toEqual([])
})
