import { expect, test } from 'vitest'
import { wayInItems } from '../../../../src/commands/doctor/way-in-items.ts'
import { doctorAnswer } from '../../../../src/commands/verbs/doctor.ts'
import { BY_DISPATCH, deployWorkflow, factsWith, wrong } from './doctor-facts.ts'

const EVENT = { 'deploy.yml': deployWorkflow('deployment') }
const DISPATCH = { 'by-hand.yml': deployWorkflow(BY_DISPATCH) }
const BOT =
  'on: issue_comment\njobs: { a: { permissions: write-all, steps: [{ uses: acme/commit-train@v1, with: { token: TOKEN } }] } }'
const REPORTER = { 'notify.yml': 'on: deployment\njobs: { a: { steps: [{ uses: acme/chat@v1 }] } }' }

test.each([
  ['neither', 'ada', {}, ['stops no-way-in deployments']],
  ['event', 'ada', EVENT, []],
  ['event', 'github-actions', EVENT, ['stops no-way-in github-actions']],
  ['dispatch', 'github-actions[bot]', DISPATCH, []],
  ['both', 'github-actions', { ...EVENT, ...DISPATCH }, []],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace(', with: { token: TOKEN }', '') }, ['stops no-way-in bot.yml']],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace('TOKEN', '"${{ secrets.APP }}"') }, []],
  [
    'event',
    'ada',
    { ...EVENT, 'bot.yml': BOT.replace('TOKEN', '"${{ secrets.GITHUB_TOKEN }}"') },
    ['stops no-way-in bot.yml'],
  ],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace('TOKEN', '"${{ github.token }}"') }, ['stops no-way-in bot.yml']],
  ['event', 'ada', { ...EVENT, 'bot.yml': BOT.replace('TOKEN', '"${{ needs.app.outputs.token }}"') }, []],
  // What reports deployments carries none out.
  ['neither', 'ada', REPORTER, ['warning no-way-in deployments']],
  ['dispatch', 'ada', { ...REPORTER, ...DISPATCH }, []],
  ['event', 'ada', { ...REPORTER, ...EVENT }, []],
  // It may call what deploys by a workflow of its own.
  ['event', 'ada', { 'own.yml': 'on: deployment\njobs: { a: { uses: acme/hello/.github/workflows/x.yml@main } }' }, []],
])('way in: %s, for %s', (wayIn, login, workflows, expected) => {
  const facts = factsWith({ login, workflows })
  expect(wrong(wayInItems(facts))).toEqual(expected)
  expect(doctorAnswer(facts).wayIn).toBe(wayIn)
})
