using Microsoft.AspNetCore.Components;
using MoralePulse.Domain.Access;
using MoralePulse.Insight.Pulses;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Tree;
using MoralePulse.Web.SetUp;

namespace MoralePulse.Web.Pages.Setup;

/// <summary>A page of setting up: for administrators of the organisation, unless it says otherwise.</summary>
public abstract class SetUpPage : ComponentBase
{
    /// <summary>Whoever opened it and may; null for everybody else.</summary>
    protected Visit? Visit { get; private set; }

    /// <summary>What was refused just now, if anything.</summary>
    protected RefusedInput? Input { get; private set; }

    /// <summary>The organisation.</summary>
    protected OrganisationSnapshot Here => Visit!.Organisation;

    /// <summary>Whoever opened it, as somebody who changes things.</summary>
    protected Administrator Me => new(Visit!.Who.Ods, Visit.Who.Person);

    /// <summary>The request.</summary>
    [CascadingParameter]
    protected HttpContext Context { get; set; } = null!;

    /// <summary>Which form was sent and done.</summary>
    [SupplyParameterFromQuery]
    protected string? Done { get; set; }

    /// <summary>What was refused, sealed.</summary>
    [SupplyParameterFromQuery(Name = "refused")]
    protected string? Sealed { get; set; }

    /// <summary>Opens what was sealed.</summary>
    [Inject]
    protected RefusedInputs Sealing { get; set; } = null!;

    [Inject]
    private PulseReader Organisations { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (await Visit.Of(Context, Organisations) is not { } visit) return;
        if (!MayOpen(visit.Who.Viewer))
        {
            Context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        (Visit, Input) = (visit, Sealing.Open<RefusedInput>(Sealed, visit.Who));
        await Load(Context.RequestAborted);
    }

    /// <summary>Whether somebody may open it.</summary>
    protected virtual bool MayOpen(Viewer viewer) => viewer.Roles.Contains(Role.Administrator);

    /// <summary>Reads what it shows.</summary>
    protected virtual Task Load(CancellationToken stop) => Task.CompletedTask;
}
