import type { ReasonTable } from './reason.ts'

/** Inputs of the step, the event that started the run, and the runner itself. */
export const INPUTS = {
  'input-missing': {
    outcome: 'error',
    meaning: 'A required input is not given or is empty.',
    advice: 'Give it a value under `with:`. A secret that does not exist is an empty text.',
  },
  'input-invalid': {
    outcome: 'error',
    meaning: 'The value of an input cannot be used.',
    advice: 'Correct the input that the error text names.',
  },
  'event-invalid': {
    outcome: 'error',
    meaning: 'The file with the event of the run cannot be read, or lacks what the action needs.',
    advice: 'Run the action on an event that it supports, and do not change `GITHUB_EVENT_PATH`.',
    actions: ['deploy', 'build'],
  },
  'event-unsupported': {
    outcome: 'error',
    meaning: 'The event that started the run names no deployment.',
    advice: 'Run on `deployment` events, or give the input `deployment-id`, or `dry-run: true` to see a plan only.',
    actions: ['deploy'],
  },
  'runner-variables-missing': {
    outcome: 'error',
    meaning: 'Environment variables of a GitHub Actions runner are missing.',
    advice: 'Run the action in a GitHub Actions workflow.',
  },
  'proxy-invalid': {
    outcome: 'error',
    meaning: '`HTTPS_PROXY` is not the address of a proxy.',
    advice: 'Write it as `http://host:port`.',
  },
  'program-missing': {
    outcome: 'error',
    meaning: 'A program that the action needs is not on the PATH or cannot be started.',
    advice: 'Install it in a step before this one.',
    actions: ['deploy', 'build'],
  },
  'program-hung': {
    outcome: 'error',
    meaning: 'A program did not end in time and was stopped.',
    advice: 'Run it by hand on the runner: it may wait for a network, a disk or an answer.',
    actions: ['deploy', 'build'],
  },
  'program-endless': {
    outcome: 'error',
    meaning: 'A program printed more than its limit and was stopped. See `docs/limits.md`.',
    advice: 'Run it by hand on the runner and look at what it prints.',
    actions: ['deploy', 'build'],
  },
} as const satisfies ReasonTable
