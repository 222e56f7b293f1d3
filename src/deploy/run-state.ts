/**
 * What `pre` and `main` tell `post`, by the runner's state: texts, kept in a file of the runner's, so that they are there
 * also when the process that wrote them was killed.
 *
 * - `deployment`: id of the deployment that this run has taken
 * - `begun`: `main` has begun with it
 * - `touched`: a write may have reached the cluster
 * - `end`: its last status (`Status` as JSON), from before it was tried to be written
 * - `ended`: that has been written
 * - `slack`: the message that still says it is under way (`ToldStory` as JSON)
 */
export type Fact = 'deployment' | 'begun' | 'touched' | 'end' | 'ended' | 'slack'
