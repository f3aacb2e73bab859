using MoralePulse.Issuance.Import;
using MoralePulse.Issuance.SetUp;
using MoralePulse.Web.SignIn;

namespace MoralePulse.Web.SetUp;

/// <summary>The forms of the import: send, choose columns, import, give up.</summary>
internal static class ImportEndpoints
{
    private const string Page = "/setup/import";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Page, (HttpContext context, ImportDesk desk, RefusedInputs refused) =>
        {
            SeeOther Refused(string field, string detail, IFormCollection sent, SignedIn who) => new($"{Page}?refused={refused.Seal("import", field, detail, sent, who)}");
            // The one form that may be larger than any other request.
            var bound = new UploadBound(ImportDrafts.MostBytes + UploadBound.Overhead, who => Refused("people", SetUpTexts.ImportLarge, FormCollection.Empty, who));
            return SetUpForms.For(context, async (form, who, stop) =>
            {
                var (people, units) = (await form.File("people", stop), await form.File("units", stop));
                if (people is null) return Refused("people", SetUpTexts.ImportChoose, form.Sent, who);
                if (SentFile.SaysNothing(people)) return Refused("people", SetUpTexts.ImportEmpty, form.Sent, who);
                if (units is not null && SentFile.SaysNothing(units)) return Refused("units", SetUpTexts.ImportEmpty, form.Sent, who);
                await desk.Send(Of(who), new(NameOf(form, "people"), people), units is null ? null : new(NameOf(form, "units"), units), stop);
                return new SeeOther(units is null ? Page + "/columns" : Page + "/preview");
            }, bound);
        }).WithOrder(-1).ExcludeFromDescription();

        routes.MapPost(Page + "/columns", (HttpContext context, ImportDesk desk, RefusedInputs refused) => SetUpForms.For(context, async (form, who, stop) =>
            await desk.Choose(Of(who), Columns(form), stop) switch
            {
                SetUpOutcome.Done => new SeeOther(Page + "/preview"),
                SetUpOutcome.Refused wrong => new SeeOther($"{Page}/columns?refused={refused.Seal("column", wrong.Field, wrong.Detail, form.Sent, who)}"),
                _ => new SeeOther(Page + "?gone=true"),
            })).WithOrder(-1).ExcludeFromDescription();

        routes.MapPost(Page + "/apply", (HttpContext context, ImportDesk desk, RefusedInputs refused) => SetUpForms.For(context, async (form, who, stop) =>
        {
            if (form["asks"] == "twice" && form["sure"] != "yes") return new SeeOther($"{Page}/preview?refused={refused.Seal("apply", "sure", SetUpTexts.ImportTick, form.Sent, who)}");
            return await desk.Apply(Of(who), form["expected"], stop) switch
            {
                null => new SeeOther(Page + "?gone=true"),
                ImportOutcome.Done => new SeeOther("/setup?done=import"),
                ImportOutcome.Overtaken => new SeeOther($"{Page}/preview?refused={refused.Seal("apply", "", SetUpTexts.ImportOvertaken, form.Sent, who)}"),
                ImportOutcome.NotAllowed => SignInProblems.NotAllowed,
                _ => new SeeOther(Page + "/preview"),
            };
        })).ExcludeFromDescription();

        routes.MapPost(Page + "/give-up", (HttpContext context, ImportDesk desk) => SetUpForms.For(context, async (_, who, stop) =>
        {
            await desk.GiveUp(Of(who), stop);
            return new SeeOther(Page + "?done=given-up");
        })).ExcludeFromDescription();
    }

    private static Administrator Of(SignedIn who) => new(who.Ods, who.Person);

    private static string NameOf(SetUpForm form, string field) => Path.GetFileName(form.Sent.Files.GetFile(field)?.FileName) is { Length: > 0 and <= 100 } name ? name : field + ".csv";

    private static ExportColumns Columns(SetUpForm form)
    {
        string? Of(string name) => form[name] is { Length: > 0 } column ? column : null;
        return new()
        {
            Person = Of("person"),
            Subject = Of("subject"),
            Email = Of("email"),
            StaffGroup = Of("group"),
            Roles = Of("roles"),
            Directorate = Of("directorate"),
            Department = Of("department"),
            Team = Of("team"),
        };
    }
}
