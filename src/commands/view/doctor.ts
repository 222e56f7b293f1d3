import { counted } from '../../text/counted.ts'
import { DOCTOR_AREAS, type DoctorAnswer, type DoctorItem, type DoctorState } from '../answer/doctor.ts'
import type { Block, Line, Piece, View } from './view.ts'

const MARKS: Readonly<Record<DoctorState, Extract<Piece, { mark: unknown }>['mark']>> = {
  ...{ good: 'good', stops: 'bad', warning: 'warning', unknown: 'waiting', skipped: 'waiting' },
}

const TITLE_MARKS = {
  'doctor-good': 'good',
  'doctor-warns': 'warning',
  'doctor-stops': 'bad',
  'doctor-unknown': 'waiting',
} as const

const ASK_AT_TERMINAL: Block = {
  kind: 'line',
  line: [
    'This repository is public, and everybody reads this: what was found is shown at a terminal alone, by ',
    { code: 'commit-train doctor' },
  ],
}

/** What is wrong comes first, each with what to do; then everything else that was looked at, by its area. */
export function doctorView({ code, repository, items, isShown, counts }: DoctorAnswer): View {
  const of = (state: DoctorState) => items.filter(one => one.state === state)
  const parts = [
    counts.stops === 0
      ? ''
      : `${counted(counts.stops, 'finding')} that ${counts.stops === 1 ? 'stops' : 'stop'} deployments`,
    counts.warning === 0 ? '' : counted(counts.warning, 'warning'),
    counts.unknown === 0 ? '' : `${counts.unknown} not known`,
  ].filter(part => part !== '')
  const said = parts.length === 0 ? 'nothing is wrong' : parts.join(', ')
  return {
    title: [{ mark: TITLE_MARKS[code] }, { strong: repository }, `: ${said}`],
    blocks: isShown
      ? [...blockOf('Stops deployments:', of('stops')), ...blockOf('Warnings:', of('warning')), ...restOf(items)]
      : [ASK_AT_TERMINAL],
  }
}

function blockOf(title: string, items: readonly DoctorItem[]): readonly Block[] {
  if (items.length === 0) return []
  return [
    { kind: 'line', line: [{ strong: title }] },
    { kind: 'list', items: items.map(lineOf) },
  ]
}

/** What is in order, not known, or not looked at. */
function restOf(items: readonly DoctorItem[]): readonly Block[] {
  const rest = items.filter(({ state }) => state !== 'stops' && state !== 'warning')
  const blocks = DOCTOR_AREAS.flatMap((area): readonly Block[] => {
    const found = rest.filter(one => one.area === area)
    return found.length === 0
      ? []
      : [
          { kind: 'line', line: [{ strong: area }] },
          { kind: 'list', items: found.map(lineOf) },
        ]
  })
  return blocks.length === 0 ? [] : [{ kind: 'details', title: 'Looked at', blocks }]
}

function lineOf({ area, object, state, text, code, fix, copy, link }: DoctorItem): Line {
  const isWrong = state === 'stops' || state === 'warning'
  return [
    { mark: MARKS[state] },
    ...(isWrong && area !== object ? [`${area}, `] : []),
    { code: object },
    `: ${text}`,
    ...(code === null ? [] : [' (', { code }, ')']),
    ...(fix === '' ? [] : [` → ${fix}`]),
    ...(copy === '' ? [] : [': ', { code: copy }]),
    ...(link === '' ? [] : [' ', { link, text: 'settings' }]),
  ]
}
