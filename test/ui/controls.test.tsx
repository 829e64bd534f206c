import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { CheckboxField, InputField, RadioGroup, SelectField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress, Skeleton } from "#app/ui/progress.tsx";
import { Table } from "#app/ui/table.tsx";

afterEach(cleanup);

describe("a button that is not possible now", () => {
  it("stays reachable, says why, and submits nothing", () => {
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button name="intent" value="cancel" disabledReason="It could be cancelled until yesterday.">
          Cancel subscription
        </Button>
      </form>,
    );
    const button = screen.getByRole("button", {
      name: "Cancel subscription",
      description: "It could be cancelled until yesterday.",
    });
    expect(button.getAttribute("aria-disabled")).toBe("true");
    button.focus();
    expect(document.activeElement).toBe(button);
    fireEvent.click(button);
    expect(onSubmit).not.toHaveBeenCalled();
    expect(button.hasAttribute("name")).toBe(false);
  });

  it("can show its reason in a bubble, which is described just the same", () => {
    render(
      <Button disabledReason="Not your role." reasonPlace="bubble">
        Buy
      </Button>,
    );
    expect(screen.getByRole("button", { description: "Not your role." })).toBeTruthy();
  });
});

describe("a button that is possible", () => {
  it("submits with its name and value", () => {
    const onSubmit = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button name="intent" value="buy">
          Buy
        </Button>
      </form>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Buy" }));
    expect(onSubmit).toHaveBeenCalledOnce();
  });
});

describe("a field", () => {
  it("is tied to its label, its hint and its error", () => {
    render(
      <InputField
        field={{ id: "f-quantity", name: "quantity", initialValue: 12, errors: ["Enter 250 or less."] }}
        label="Quantity"
        hint="In packs of two cores."
        type="number"
      />,
    );
    const input = screen.getByLabelText<HTMLInputElement>("Quantity");
    expect(input.value).toBe("12");
    expect(input.getAttribute("aria-invalid")).toBe("true");
    expect(input.getAttribute("aria-describedby")).toBe("f-quantity-hint f-quantity-error");
    expect(document.querySelector("#f-quantity-error")?.textContent).toBe("Enter 250 or less.");
    expect(input.required).toBe(true);
  });

  it("without an error is not marked as wrong", () => {
    render(<InputField field={{ id: "f", name: "f" }} label="Note" optionalWord="optional" />);
    const input = screen.getByLabelText<HTMLInputElement>("Note (optional)");
    expect(input.hasAttribute("aria-invalid")).toBe(false);
    expect(input.hasAttribute("aria-describedby")).toBe(false);
    expect(input.required).toBe(false);
  });

  it("for a password never shows what the server was sent", () => {
    render(
      <InputField field={{ id: "p", name: "password", initialValue: "secret" }} label="Password" type="password" />,
    );
    expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
  });

  it("of choices keeps the one that was made", () => {
    const options = [
      { value: "monthly", label: "Monthly" },
      { value: "annual", label: "Annual" },
    ];
    render(
      <SelectField field={{ id: "s", name: "plan", initialValue: "annual" }} label="Billing plan" options={options} />,
    );
    expect(screen.getByLabelText<HTMLSelectElement>("Billing plan").value).toBe("annual");
  });

  it("to tick keeps its tick", () => {
    render(<CheckboxField field={{ id: "c", name: "ok", initialValue: "on" }} label="I have read it" />);
    expect(screen.getByLabelText<HTMLInputElement>("I have read it").checked).toBe(true);
  });
});

describe("a group of choices", () => {
  it("is named, keeps the choice, and says why one is not to be had", () => {
    render(
      <RadioGroup
        field={{ id: "term", name: "term", initialValue: "P1Y" }}
        label="Next term"
        options={[
          { value: "P1Y", label: "1 year", hint: "€100.00 per year" },
          { value: "P3Y", label: "3 years", disabledReason: "Not offered with a term of 3 years." },
        ]}
      />,
    );
    const group = within(screen.getByRole("group", { name: "Next term" }));
    expect(group.getByRole<HTMLInputElement>("radio", { name: /1 year/ }).checked).toBe(true);
    const other = group.getByRole<HTMLInputElement>("radio", {
      name: /3 years/,
      description: "Not offered with a term of 3 years.",
    });
    expect(other.disabled).toBe(true);
  });
});

describe("the error summary", () => {
  const errors = [
    { fieldId: null, message: "Somebody changed this meanwhile." },
    { fieldId: "f-quantity", message: "Enter 250 or less." },
  ];

  it("takes the focus and links to the fields", () => {
    render(<ErrorSummary title="2 things need your attention" errors={errors} />);
    const summary = screen.getByRole("alert");
    expect(document.activeElement).toBe(summary);
    expect(within(summary).getByRole("link", { name: "Enter 250 or less." }).getAttribute("href")).toBe("#f-quantity");
    expect(within(summary).queryByRole("link", { name: /Somebody/ })).toBeNull();
  });

  it("takes the focus again when the next attempt fails, too", () => {
    const { rerender } = render(<ErrorSummary title="One" errors={errors} />);
    (document.activeElement as HTMLElement).blur();
    rerender(<ErrorSummary title="One" errors={[...errors]} />);
    expect(document.activeElement).toBe(screen.getByRole("alert"));
  });

  it("is not there when there is nothing to say", () => {
    render(<ErrorSummary title="Nothing" errors={[]} />);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("a table", () => {
  type Row = { id: string; name: string; price: string; note: string };
  const rows: Row[] = [
    { id: "1", name: "Windows Server", price: "€10.00", note: "" },
    { id: "2", name: "SQL Server", price: "€20.00", note: "ends" },
  ];

  it("names itself, its rows and its columns, also where cards replace it", () => {
    render(
      <Table
        caption="Subscriptions"
        columns={[
          { key: "name", header: "Name", isPrimary: true, cell: (row: Row) => row.name },
          { key: "price", header: "Price", align: "end", cell: (row: Row) => row.price, footer: "€30.00" },
          { key: "note", header: "Note", cell: (row: Row) => row.note },
        ]}
        rows={rows}
        rowKey={(row) => row.id}
      />,
    );
    const table = screen.getByRole("table", { name: "Subscriptions" });
    expect(
      within(table)
        .getAllByRole("columnheader")
        .map((cell) => cell.textContent),
    ).toEqual(["Name", "Price", "Note"]);
    const row = within(within(table).getByRole("row", { name: /SQL Server/ }));
    expect(row.getByRole("rowheader").textContent).toBe("SQL Server");
    const price = row.getByText("€20.00");
    expect([price.dataset["label"], price.dataset["cell"]]).toEqual(["Price", "end"]);
    expect(within(table).getByText("€30.00")).toBeTruthy();
    // A card does not list what is empty.
    const [, note] = within(within(table).getByRole("row", { name: /Windows/ })).getAllByRole("cell");
    expect(note?.dataset["empty"]).toBe("true");
  });
});

describe("small parts", () => {
  it("announce an answer politely, and a failure at once", () => {
    render(
      <>
        <Notice tone="success" title="Saved." isAnnounced />
        <Notice tone="danger" title="Failed." isAnnounced />
        <Notice tone="info" title="By the way." />
      </>,
    );
    expect(screen.getByRole("status").textContent).toBe("Saved.");
    expect(screen.getByRole("alert").textContent).toBe("Failed.");
  });

  it("say in words what a colour shows", () => {
    render(<Badge tone="warning">Window closes in 5 hours</Badge>);
    expect(screen.getByText("Window closes in 5 hours")).toBeTruthy();
  });

  it("pair terms with values", () => {
    render(<DescriptionList items={[{ term: "Term", value: "1 year", remark: "until 14 Mar 2027" }]} />);
    expect(screen.getByRole("term").textContent).toBe("Term");
    expect(screen.getByRole("definition").textContent).toContain("1 year");
  });

  it("tell progress as a number, and waiting once", () => {
    render(
      <>
        <Progress label="Renewals" value={120} max={400} text="120 of 400" />
        <Skeleton label="Loading" lines={3} />
      </>,
    );
    const bar = screen.getByRole<HTMLProgressElement>("progressbar", { name: "Renewals" });
    expect([bar.value, bar.max]).toEqual([120, 400]);
    expect(screen.getByRole("status").textContent).toBe("Loading");
  });
});
