import type { DoctorAnswer, DoctorItem } from '../../../../src/commands/answer/doctor.ts'

const GOOD: DoctorItem = {
  ...{ area: 'environments', object: 'staging', state: 'good', text: 'no reviewers; no wait; any branch' },
  ...{ code: null, fix: '', copy: '', link: '' },
}
const STOPS: DoctorItem = {
  ...{ area: 'workflows', object: 'deploy.yml, job deploy', state: 'stops', text: 'its token lacks checks: read' },
  ...{ code: 'workflow-permission-missing', fix: 'write this under the job', copy: 'permissions: { checks: read }' },
  link: 'https://github.example/acme/hello/blob/main/.github/workflows/deploy.yml',
}
const WARNS: DoctorItem = {
  ...{
    area: 'secrets',
    object: 'KUBECONFIG of production',
    state: 'warning',
    text: 'its jobs get that of the repository',
  },
  ...{ code: 'secret-falls-back', fix: 'give it its own', copy: 'gh secret set KUBECONFIG --env production' },
  link: 'https://github.example/acme/hello/settings/environments',
}
const UNKNOWN: DoctorItem = {
  ...{
    area: 'secrets',
    object: 'secrets',
    state: 'unknown',
    text: 'not known: GitHub refused',
    code: 'github-forbidden',
  },
  ...{ fix: 'ask with another token', copy: '', link: '' },
}
const UNREAD: DoctorItem = { ...UNKNOWN, text: 'not known: GitHub did not answer', code: 'github-unreachable', fix: '' }
const SKIPPED: DoctorItem = { ...GOOD, area: 'locks', object: 'probe', state: 'skipped', text: 'not looked at' }

const HEAD = { schema: 1, repository: 'acme/hello', branch: 'main', wayIn: 'event', server: null } as const

function sampleOf(
  code: DoctorAnswer['code'],
  items: readonly DoctorItem[],
  more: Partial<DoctorAnswer> = {},
): DoctorAnswer {
  const count = (state: DoctorItem['state']) => items.filter(one => one.state === state).length
  const counts = { stops: count('stops'), warning: count('warning'), unknown: count('unknown') }
  return { ...HEAD, code, isShown: true, counts, items, ...more }
}

export const DOCTOR_SAMPLES: Readonly<Record<DoctorAnswer['code'], readonly DoctorAnswer[]>> = {
  'doctor-good': [sampleOf('doctor-good', [GOOD, UNKNOWN, SKIPPED])],
  'doctor-warns': [sampleOf('doctor-warns', [GOOD, WARNS], { wayIn: null })],
  'doctor-unknown': [sampleOf('doctor-unknown', [GOOD, WARNS, UNREAD])],
  'doctor-stops': [
    sampleOf('doctor-stops', [STOPS, STOPS, WARNS, GOOD, UNKNOWN], { server: '3.18.2' }),
    sampleOf('doctor-stops', [], { isShown: false, counts: { stops: 1, warning: 2, unknown: 0 } }),
  ],
}
