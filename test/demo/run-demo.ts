import type { DemoContext, DemoStep, StepOutput } from './context.ts'
import { whyThisVersion } from './gomplate.ts'
import { createContext, type DemoPlatform } from './places.ts'
import type { Screen } from './screen.ts'
import { seconds } from './show-delivery.ts'
import { badCommand } from './steps/bad-command.ts'
import { deploymentsPage } from './steps/deployments-page.ts'
import { firstDeploy } from './steps/first-deploy.ts'
import { failedChecks, missingImage } from './steps/refusals.ts'
import { rollingUpdate } from './steps/rolling-update.ts'
import { triggersTable } from './triggers-table.ts'

const steps: readonly DemoStep[] = [firstDeploy, rollingUpdate, failedChecks, missingImage, badCommand, deploymentsPage]

/** How one step went. */
interface StepResult {
  readonly title: string
  readonly ms: number
  readonly checks: number
  readonly failed: readonly string[]
}

/** Runs the steps, up to one that breaks down, and resolves with whether all checks held. */
export async function runDemo(platform: DemoPlatform, folder: string, screen: Screen): Promise<boolean> {
  const { context, github } = await createContext(platform, folder)
  const why = whyThisVersion(context.places.gomplateVersion)
  if (why !== '') screen.say(why)
  try {
    const results: StepResult[] = []
    for (const [index, step] of steps.entries()) {
      screen.heading(`${index + 1}/${steps.length}  ${step.title}`, step.intro)
      const { broke, ...result } = await runStep(step, context, screen)
      results.push(result)
      // Each step begins where the one before has ended.
      if (broke) break
    }
    return conclude(results, context, screen)
  } finally {
    await github.stop()
  }
}

async function runStep(step: DemoStep, context: DemoContext, screen: Screen): Promise<StepResult & { broke: boolean }> {
  const started = performance.now()
  const failed: string[] = []
  let [checks, broke] = [0, false]
  const output: StepOutput = {
    screen,
    check(what, ok, seen = '') {
      checks += 1
      if (!ok) failed.push(what)
      screen.check(ok, what, seen)
    },
  }
  try {
    await step.run(context, output)
  } catch (thrown) {
    broke = true
    output.check(
      'The step came to its end',
      false,
      thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    )
  }
  return { title: step.title, ms: performance.now() - started, checks, failed, broke }
}

function conclude(results: readonly StepResult[], context: DemoContext, screen: Screen): boolean {
  screen.heading('The steps', '')
  screen.table(
    ['step', 'time', 'checks'],
    results.map(({ title, ms, checks, failed }) => [
      title,
      seconds(ms),
      failed.length === 0 ? `${checks} held` : `${failed.length} of ${checks} failed`,
    ]),
  )
  screen.heading(
    'Both ways in',
    'Seconds from the request for the deployment, all through the service’s own workflow files.',
  )
  const { head, rows } = triggersTable(context.delivered, context.places.github.requests)
  screen.table(head, rows)
  screen.say(`act’s log of every run is in ${context.places.actLogs}`)
  const failed = results.flatMap(step => step.failed.map(what => `${step.title}: ${what}`))
  const all = results.reduce((sum, { checks }) => sum + checks, 0)
  for (const what of failed) screen.check(false, what, '')
  const held = failed.length === 0 ? `All ${all} checks held.` : `${failed.length} of ${all} checks failed.`
  screen.say(screen.strong(`${held} Cluster and steps took ${seconds(performance.now())}.`))
  return failed.length === 0
}
