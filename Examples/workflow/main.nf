// A study on many machines: shards of the training table, merged; then training, scan and report. See README.md.
//
//   nextflow run main.nf -c nextflow.config -profile slurm --study study.yaml --shards 200

params.study = null
params.out = "run"
params.shards = 8
params.apus = "apus"
// Options of every command, such as "--set training.replicates=500".
params.options = ""

if (!params.study) {
    error "name the study: --study study.yaml"
}

// The study reads its data from its own folder: it is named by its path, not copied into the folder of a task.
study = file(params.study, checkIfExists: true).toAbsolutePath()
// Shards and what follows lie in the study's own folder, where each command finds what is done already.
out = file(params.out).toAbsolutePath()

process shard {
    tag "${index} of ${params.shards}"
    cpus 2
    errorStrategy "retry"
    maxRetries 2

    input:
    val index

    output:
    val index

    script:
    """
    ${params.apus} features '${study}' ${params.options} --output-folder '${out}' --shard ${index}/${params.shards} \\
      --threads ${task.cpus} --quiet
    """
}

process merge {
    input:
    val indices

    output:
    val true

    script:
    """
    ${params.apus} merge '${study}' ${params.options} --output-folder '${out}' --quiet
    """
}

// Training, scan and report; what is done already is kept.
process finish {
    cpus 4

    input:
    val isMerged

    output:
    val "${out}/report.html"

    script:
    """
    ${params.apus} run '${study}' ${params.options} --output-folder '${out}' --threads ${task.cpus} --quiet
    """
}

workflow {
    shards = shard(Channel.of(1..(params.shards as int)))
    report = finish(merge(shards.collect()))
    report.view { "report: ${it}" }
}
