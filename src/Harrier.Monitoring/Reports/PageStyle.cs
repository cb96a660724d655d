namespace Harrier.Monitoring.Reports;

/// <summary>The style sheet of the page. It follows the reader's choice of a light or dark screen, and gives each ink
/// of the pictures its shade there.</summary>
internal static class PageStyle
{
    internal const string Css = """
        :root { color-scheme: light dark; --page: #fff; --card: #f6f7f9; --text: #111827; --quiet: #5b6472; --edge: #e2e5ea;
          --mid: #4b5563; --bid: #2563eb; --ask: #ea580c; --good: #047857; --bad: #c81e1e; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f1318; --card: #181e26; --text: #e8ebef; --quiet: #9aa4b2; --edge: #2a323d;
            --mid: #9aa4b2; --bid: #6ea0ff; --ask: #ff9a5c; --good: #3ecf9b; --bad: #ff7b72; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 1000px; margin: 0 auto; padding: 20px; }
        h1 { font-size: 1.55rem; line-height: 1.25; margin: 8px 0 16px; }
        h2 { font-size: 1.2rem; margin: 36px 0 8px; padding-top: 12px; border-top: 1px solid var(--edge); }
        h3 { font-size: 1rem; margin: 20px 0 4px; }
        p { margin: 4px 0 10px; }
        .quiet, figcaption { color: var(--quiet); font-size: .88rem; }
        .warning { border-left: 4px solid var(--bad); background: var(--card); padding: 10px 14px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; }
        .tile { background: var(--card); border: 1px solid var(--edge); border-radius: 10px; padding: 12px 14px; }
        .tile b { display: block; font-size: 1.45rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .tile dl { display: grid; grid-template-columns: 1fr auto; margin: 4px 0 0; font-size: .9rem; }
        .tile dt { color: var(--quiet); } .tile dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
        .gain { color: var(--good); } .loss { color: var(--bad); }
        figure { margin: 6px 0 14px; }
        .legend span { white-space: nowrap; margin-right: 14px; }
        .legend i { display: inline-block; width: 14px; height: 4px; border-radius: 2px; margin-right: 5px; vertical-align: middle; }
        .picture { display: block; width: 100%; height: auto; overflow: visible; }
        .picture text { font: 12.5px system-ui, sans-serif; fill: var(--quiet); }
        .picture path { stroke-linecap: round; stroke-linejoin: round; }
        .picture [stroke="#4B5563"] { stroke: var(--mid); } .picture [fill="#4B5563"] { fill: var(--mid); }
        .picture [stroke="#2563EB"] { stroke: var(--bid); } .picture [fill="#2563EB"] { fill: var(--bid); }
        .picture [stroke="#EA580C"] { stroke: var(--ask); } .picture [fill="#EA580C"] { fill: var(--ask); }
        .picture [stroke="#059669"] { stroke: var(--good); } .picture [fill="#059669"] { fill: var(--good); }
        .picture [fill="#DC2626"] { fill: var(--bad); }
        .picture [stroke="#111827"] { stroke: var(--text); }
        .picture [stroke="#D1D5DB"] { stroke: var(--edge); }
        .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr)); gap: 8px 20px; }
        .beside.two { grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); }
        .phone { display: none; }
        @media (max-width: 640px) { .screen { display: none; } .phone { display: block; } main { padding: 12px; } h1 { font-size: 1.3rem; } }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
        th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid var(--edge); text-align: right; white-space: nowrap; }
        th { color: var(--quiet); font-weight: 600; } th:first-child, td:first-child, .words th, .words td { text-align: left; }
        .words td { white-space: normal; overflow-wrap: anywhere; }
        td:first-child { white-space: pre-wrap; }
        summary { cursor: pointer; margin: 10px 0; color: var(--quiet); }
        """;
}
