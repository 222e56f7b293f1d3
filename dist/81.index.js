export const id = 81;
export const ids = [81];
export const modules = {

/***/ 81:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readRunContext: () => (/* binding */ readRunContext)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./lib/runner/run-variables.js
var run_variables = __webpack_require__(2383);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
;// CONCATENATED MODULE: ./lib/delivery/image/event.js

/** Reads the event. Throws `bad-event` when it names no commit. */
function readEvent({ name, sha: runSha, ref, actor, payload }) {
    const pull = name.startsWith('pull_request') ? record(record(payload).pull_request) : undefined;
    const head = pull && record(pull.head);
    const sha = head === undefined ? runSha : head.sha;
    if (typeof sha !== 'string' || !/^[0-9a-f]{40}$/.test(sha)) {
        throw new errors/* UserError */.y('bad-event', `The "${name}" event of this run names no commit by its full SHA`);
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

;// CONCATENATED MODULE: ./lib/delivery/image/run-context.js



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
    const of = (0,run_variables/* runVariables */.R)(env, needed);
    const repository = of('GITHUB_REPOSITORY');
    return {
        repository,
        repositoryUrl: `${of('GITHUB_SERVER_URL')}/${repository}`,
        event: readEvent({
            name: of('GITHUB_EVENT_NAME'),
            sha: of('GITHUB_SHA'),
            ref: env.GITHUB_REF ?? '',
            actor: env.GITHUB_ACTOR ?? '',
            payload: (0,run_variables/* readEventFile */.z)(of('GITHUB_EVENT_PATH')),
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


/***/ }),

/***/ 2383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ runVariables),
/* harmony export */   z: () => (/* binding */ readEventFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);


/**
 * The variables that GitHub documents as a runner's default environment variables, as far as they are needed. Throws
 * `not-a-runner` that names those that are missing or empty.
 */
function runVariables(env, needed) {
    const missing = needed.filter(name => !env[name]);
    if (missing.length > 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('not-a-runner', `This needs the environment of a GitHub Actions runner; missing: ${missing.join(', ')}`);
    }
    return name => env[name] ?? '';
}
/** The payload of the event that started the run, from the file the runner names. Throws `bad-event` where it is no JSON. */
function readEventFile(path) {
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-event', `The event file of this run cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b)(cause)}`, { cause });
    }
}


/***/ })

};
