using System.Text.RegularExpressions;

namespace MoralePulse.Browser.Tests.Pseudo;

/// <summary>Finds words in what a page says that come from no resource file. Names of units, people, figures and dates are data, not texts.</summary>
internal static partial class Words
{
    /// <summary>Everything that a page says: its text, seen or not yet, and what it says by attributes, labels, its title and its style sheet.</summary>
    public const string All = """
        () => {
          const said = [["title", document.title]];
          const silent = new Set(["SCRIPT", "STYLE", "TEMPLATE", "CODE"]);
          const where = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") + (typeof element.className === "string" && element.className ? "." + element.className.split(" ")[0] : "");
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const [node, parent] = [walker.currentNode, walker.currentNode.parentElement];
            if (node.textContent.trim() && !parent.closest([...silent].join(","))) said.push([where(parent), parent.tagName === "NOSCRIPT" ? new DOMParser().parseFromString(node.textContent, "text/html").body.textContent : node.textContent.trim()]);
          }
          for (const element of document.querySelectorAll("body, body *")) {
            for (const name of ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "alt", "title", "placeholder", "label"])
              if (element.getAttribute(name)) said.push([where(element) + "[" + name + "]", element.getAttribute(name)]);
            if (element instanceof HTMLInputElement && ["submit", "button", "reset"].includes(element.type)) said.push([where(element) + "[value]", element.value]);
            for (const part of ["::before", "::after"]) {
              const content = getComputedStyle(element, part).content;
              if (/[a-z]/i.test(content) && content !== "none" && content !== "normal" && !/^url|^counter/.test(content)) said.push([where(element) + part, content]);
            }
          }
          return said.map(([place, words]) => ({ place, words }));
        }
        """;

    // Brands, months, times, and what a fingerprint looks like.
    [GeneratedRegex(@"\bMoralePulse\b|\bMaking Data Count\b|\bNHSRplotthedots\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|(?<=\d)(?:am|pm)\b|\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}\b|https?://\S*")]
    private static partial Regex Data();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();

    /// <summary>The words that are neither data nor from a resource file.</summary>
    /// <param name="said">What is said.</param>
    /// <param name="names">Names that the organisation gave, longest first.</param>
    public static IEnumerable<string> Left(string said, IEnumerable<string> names)
    {
        foreach (var name in names) said = said.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
        return Word().Matches(Data().Replace(said, " ")).Select(match => match.Value);
    }
}

/// <summary>Something that a page says.</summary>
internal sealed record Said
{
    /// <summary>Which element says it.</summary>
    public string Place { get; init; } = "";

    /// <summary>What it says.</summary>
    public string Words { get; init; } = "";
}
