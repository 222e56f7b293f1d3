/** What to do when the local repository is not at the deployment's commit. */
export const CHECKOUT_ADVICE = "set `ref` of actions/checkout to the deployment's SHA, in a step before this one"
