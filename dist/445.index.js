export const id = 445;
export const ids = [445];
export const modules = {

/***/ 8445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readRunContext: () => (/* binding */ readRunContext)
/* harmony export */ });
/* harmony import */ var _runner_run_variables_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2383);

const needed = [
    'GITHUB_REPOSITORY',
    'GITHUB_API_URL',
    'GITHUB_SERVER_URL',
    'GITHUB_RUN_ID',
    'GITHUB_RUN_NUMBER',
    'GITHUB_WORKFLOW',
    'GITHUB_JOB',
];
/** Reads the run's own facts. `name`: the input. Throws `not-a-runner` that names what is missing. */
function readRunContext(env, name) {
    const of = (0,_runner_run_variables_js__WEBPACK_IMPORTED_MODULE_0__/* .runVariables */ .R)(env, needed);
    const repository = of('GITHUB_REPOSITORY');
    const serverUrl = of('GITHUB_SERVER_URL').replace(/\/+$/, '');
    return {
        repository,
        apiUrl: of('GITHUB_API_URL'),
        serverUrl,
        runNumber: Number(of('GITHUB_RUN_NUMBER')),
        runUrl: `${serverUrl}/${repository}/actions/runs/${of('GITHUB_RUN_ID')}`,
        scan: scanOf({
            repository,
            workflow: env.GITHUB_WORKFLOW_REF || of('GITHUB_WORKFLOW'),
            job: of('GITHUB_JOB'),
            name,
        }),
    };
}
/**
 * Two scans that tell the same channel must not take each other's messages for their own: a scan is a job of a workflow file,
 * whatever branch that is on, or what somebody named it.
 */
function scanOf(of) {
    const file = of.workflow.split('@')[0]?.split('/').at(-1) ?? '';
    return `${of.repository}/${of.name ?? `${file}/${of.job}`}`.toLowerCase();
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
