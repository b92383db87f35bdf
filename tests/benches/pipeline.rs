//! The whole way of one file: reading, structure, both scripts, JSON.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ingest::{Options, Source, process};

fn plan() -> String {
    let mut text = "望海市政府97年度提升服務品質實施計畫\n".to_owned();
    for label in ["壹、計畫依據", "貳、計畫目標", "參、實施對象", "肆、計畫內容", "伍、管制考核", "陸、獎懲"]
    {
        text += label;
        text.push('\n');
        for (number, numeral) in ["一", "二", "三", "四", "五", "六", "七", "八"].iter().enumerate() {
            text += &format!("{numeral}、各單位應於97年{}月底前訂定服務計畫,並公開於網站及服務場所。\n", number + 1);
            text += "(一)辦理服務禮貌訓練,提升服務人員之專業知能。\n(二)改善洽公環境,設置雙語標示。\n";
        }
    }
    text
}

fn pipeline(criterion: &mut Criterion) {
    let text = plan();
    let html =
        format!("<html><body>{}</body></html>", text.lines().map(|line| format!("<p>{line}</p>")).collect::<String>());
    for (path, bytes) in [("plan.txt", text.as_bytes()), ("plan.html", html.as_bytes())] {
        let source = Source { path, id: "0123456789abcdef", blake3: "0", bytes, known: None };
        let mut group = criterion.benchmark_group("pipeline");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(path, |bencher| {
            bencher.iter(|| {
                let outcome = process(&source, &Options::default());
                outcome.plans.iter().map(|plan| [plan.hant.to_json(), plan.hans.to_json()]).collect::<Vec<_>>()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
