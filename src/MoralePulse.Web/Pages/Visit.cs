using MoralePulse.Domain.Organisation;
using MoralePulse.Insight.Pulses;
using MoralePulse.Tree;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.Pages;

/// <summary>Somebody who is signed in, where she works, and what time it is there.</summary>
/// <param name="Who">Who is signed in.</param>
/// <param name="Here">Her organisation and its time.</param>
/// <param name="Unit">Her own unit while it lives, else the nearest above that does.</param>
public sealed record Visit(SignedIn Who, OrganisationNow Here, Unit Unit)
{
    /// <summary>Her organisation.</summary>
    public OrganisationSnapshot Organisation => Here.Organisation;

    /// <summary>Her own department: the nearest unit of kind department or directorate, her own unit included; null where there is none.</summary>
    public Unit? Department => Organisation.Tree.PathOf(Unit).FirstOrDefault(unit => unit.Kind is UnitKind.Department or UnitKind.Directorate);

    /// <summary>What stands above her own department's or team's card; null above any other.</summary>
    public string? OwnHeading(Unit unit) => unit switch
    {
        null or { ParentId: null } => null,
        { Kind: UnitKind.Directorate } when unit == Department => Say.With(FrameTexts.YourDirectorate, unit.Name),
        _ when unit == Department => Say.With(FrameTexts.YourDepartment, unit.Name),
        _ when unit == Unit => Say.With(FrameTexts.YourTeam, unit.Name),
        _ => null,
    };

    /// <summary>The visit that a request belongs to; null for nobody.</summary>
    public static async Task<Visit?> Of(HttpContext context, PulseReader pulses)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(pulses);
        if (context.Items[typeof(Visit)] is Visit known) return known;
        if (context.Features.Get<SignedIn>() is not { } who || await pulses.Tree.Find(who.Ods, context.RequestAborted) is not { } here) return null;
        var tree = here.Organisation.Tree;
        var unit = tree.TryFind(who.Viewer.Unit, out var own) ? tree.NearestLiving(own) : tree.Root;
        var visit = new Visit(who, here, unit);
        context.Items[typeof(Visit)] = visit;
        return visit;
    }
}
