export const id = 104;
export const ids = [104];
export const modules = {

/***/ 4104:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readRunContext: () => (/* binding */ readRunContext)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/runner/user-error.js
var user_error = __webpack_require__(9104);
;// CONCATENATED MODULE: ./lib/build/event.js

/** Reads the event. Throws `bad-event` when it names no commit. */
function readEvent({ name, sha: runSha, ref, actor, payload }) {
    const pull = name.startsWith('pull_request') ? record(record(payload).pull_request) : undefined;
    const head = pull && record(pull.head);
    const sha = head === undefined ? runSha : head.sha;
    if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
        throw new user_error/* UserError */.y('bad-event', `The "${name}" event of this run names no commit by its full SHA`);
    }
    const isFork = head !== undefined && nameOf(head.repo) !== nameOf(record(pull?.base).repo);
    return {
        sha,
        tagName: pull === undefined && ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
        outsider: isFork ? 'fork' : actor === 'dependabot[bot]' ? 'dependabot' : undefined,
    };
}
/** A fork that was deleted has no repository any more: it differs from every base. */
function nameOf(repository) {
    return record(repository).full_name ?? repository;
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./lib/build/run-context.js



const needed = [
    'GITHUB_REPOSITORY',
    'GITHUB_SERVER_URL',
    'GITHUB_SHA',
    'GITHUB_EVENT_NAME',
    'GITHUB_EVENT_PATH',
    'GITHUB_WORKSPACE',
    'RUNNER_TEMP',
];
/** Reads the run's own facts. Throws `not-a-runner` that names what is missing, or `bad-event`. */
function readRunContext(env) {
    const missing = needed.filter(name => !env[name]);
    if (missing.length > 0) {
        throw new user_error/* UserError */.y('not-a-runner', `This needs the environment of a GitHub Actions runner; missing: ${missing.join(', ')}`);
    }
    const of = (name) => env[name] ?? '';
    const repository = of('GITHUB_REPOSITORY');
    return {
        repository,
        repositoryUrl: `${of('GITHUB_SERVER_URL')}/${repository}`,
        event: readEvent({
            name: of('GITHUB_EVENT_NAME'),
            sha: of('GITHUB_SHA'),
            ref: env.GITHUB_REF ?? '',
            actor: env.GITHUB_ACTOR ?? '',
            payload: payloadOf(of('GITHUB_EVENT_PATH')),
        }),
        workspace: realPath(of('GITHUB_WORKSPACE')),
        temp: of('RUNNER_TEMP'),
    };
}
/** git only takes what it is told for the repository by its real path. */
function realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return path; // Whoever reads it says what is wrong with it.
    }
}
function payloadOf(path) {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new user_error/* UserError */.y('bad-event', `The event file of this run cannot be read: ${(0,user_error/* messageOf */.b)(cause)}`, { cause });
    }
}


/***/ })

};
