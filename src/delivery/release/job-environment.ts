import { UserError } from '../../errors.ts'

/** The job has the secrets, and passed the protection rules, of the environment it names; the record may name another. */
export function refuseOtherEnvironment(job: string | undefined, asked: string): void {
  // GitHub takes names that differ in case only for the same environment.
  if (job === undefined || job.toLowerCase() === asked.toLowerCase()) return
  const text = `the deployment is for '${asked}', but this job runs in the environment '${job}': run it with environment '${asked}'`
  throw new UserError('environment-mismatch', text)
}
